package main

import (
	"fmt"
	"log"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	gc "github.com/mypurecloud/platform-client-sdk-go/v188/platformclientv2"
)

func wanted(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set", name)
	}
	return value
}

// tokens keeps one token for everything that runs in this process.
type tokens struct {
	config  *gc.Configuration
	mutex   sync.Mutex
	renewAt time.Time
}

// ensure asks for a token only when there is none, or it is about to end. AutomaticTokenRefresh of
// the SDK would do it in the background, and ends the process when it fails once.
func (t *tokens) ensure() error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if time.Now().Before(t.renewAt) {
		return nil
	}
	var err error
	for attempt := 1; attempt <= 5; attempt++ {
		err = t.config.AuthorizeClientCredentials(
			wanted("GENESYS_CLOUD_CLIENT_ID"), wanted("GENESYS_CLOUD_CLIENT_SECRET"))
		if err == nil {
			lasts := time.Duration(t.config.AccessTokenExpiresIn) * time.Second
			t.renewAt = time.Now().Add(lasts - min(5*time.Minute, lasts/10))
			return nil
		}
		// The token endpoint says "too many" with a 400, which RetryConfiguration does not repeat.
		if !strings.Contains(err.Error(), "rate limit exceeded") {
			return err
		}
		time.Sleep(time.Duration(1<<attempt) * time.Second)
	}
	return err
}

func main() {
	domain := os.Getenv("GENESYS_CLOUD_ENVIRONMENT")
	if domain == "" {
		domain = "@@DOMAIN@@"
	}
	config := gc.NewConfiguration()
	config.BasePath = "https://api." + domain
	// Waits as long as Retry-After says on 429, and longer each time where it is missing.
	config.RetryConfiguration = &gc.RetryConfiguration{
		RetryWaitMin: 2 * time.Second,
		RetryWaitMax: 60 * time.Second,
		RetryMax:     5,
	}
	// Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
	if gateway, err := url.Parse(os.Getenv("GENESYS_CLOUD_GATEWAY")); err == nil && gateway.Host != "" {
		port := gateway.Port()
		if port == "" {
			port = map[string]string{"http": "80", "https": "443"}[gateway.Scheme]
		}
		config.SetGateway(&gc.GateWayConfiguration{
			Protocol: gateway.Scheme,
			Host:     gateway.Hostname(),
			Port:     port,
			Auth:     &gc.Auth{}, // The SDK reads it without looking whether it is there.
			PathParams: []*gc.PathParams{
				{PathName: "login", PathValue: gateway.Path + "/login"},
				{PathName: "api", PathValue: gateway.Path},
			},
		})
	}

	tokens := &tokens{config: config}
	api := gc.NewTokensApiWithConfig(config)
	if err := tokens.ensure(); err != nil {
		log.Fatal(err)
	}
	// What is this token? preserveIdleTTL (true): asking does not count as use.
	me, response, err := api.GetTokensMe(true)
	if response != nil && response.StatusCode == 401 {
		// It was revoked or idle for too long: once with a new one.
		tokens.renewAt = time.Time{}
		if err := tokens.ensure(); err != nil {
			log.Fatal(err)
		}
		me, _, err = api.GetTokensMe(true)
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("client: %s, organisation: %s\n", *me.OAuthClient.Name, *me.Organization.Name)
}
