//! Tokens as they should be: nothing is said of them beyond information.

use claimlens_core::report::Profile;

use super::support::{Sample, serious};

fn check(name: &str, sample: &Sample) {
    let findings = sample.lint();
    let found = serious(&findings);
    assert!(found.is_empty(), "{name}: {found:#?}");
}

const RS256: &str =
    r#"{"alg":"RS256","typ":"JWT","kid":"zmAAMWSGhgdaoAWaRj-KEQ8SdMJuRJDUoW_bBpQV5Ag"}"#;

#[test]
fn access_tokens() {
    let at = r#"{"alg":"RS256","typ":"at+jwt","kid":"RjEwOwOA"}"#;
    check(
        "RFC 9068",
        &Sample::signed(
            at,
            r#"{"iss":"https://authorization-server.example.com/","sub":"5ba552d67","aud":"https://rs.example.com/","exp":1639528912,"iat":1639525312,"jti":"dbe39bf3a3ba4238a513f51d6e1691c4","client_id":"s6BhdRkqt3","scope":"openid profile reademail"}"#,
        )
        .taken_for(Profile::AccessToken),
    );
    let likely = |name, header, payload| {
        check(
            name,
            &Sample::signed(header, payload).taken_for(Profile::LikelyAccessToken),
        );
    };
    likely(
        "Okta",
        r#"{"kid":"w5ZKWFuaDdC3rVwHuJFJ8vZzGkPm0hWGvd1MrB2O1vA","alg":"RS256"}"#,
        r#"{"ver":1,"jti":"AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE","iss":"https://dev-1234.okta.com/oauth2/default","aud":"api://default","iat":1467145094,"exp":1467148694,"cid":"nmdP1fcyvdVO11AL7ECm","uid":"00ujmkLgagxeRrAg20g3","scp":["openid","email"],"auth_time":1467145000,"sub":"00u1a2b3"}"#,
    );
    likely(
        "Entra ID v2",
        r#"{"typ":"JWT","alg":"RS256","kid":"-KI3Q9nNR7bRofxmeZoXqbHZGew"}"#,
        r#"{"aud":"6e74172b-be56-4843-9ff4-e66a39bb12e3","iss":"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0","iat":1537231048,"nbf":1537231048,"exp":1537234948,"aio":"AXQAi/8IAAAA","azp":"6e74172b-be56-4843-9ff4-e66a39bb12e3","azpacr":"0","oid":"690222be-ff1a-4d56-abd1-7e4f7d38e474","rh":"I","scp":"access_as_user User.Read","sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ","tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"2.0","roles":["Reader"]}"#,
    );
    likely(
        "Entra ID v1",
        r#"{"typ":"JWT","nonce":"4xIGi0Q","alg":"RS256","x5t":"iBjL1Rcqzhiy4fpxIxdZqohM2Yk","kid":"iBjL1Rcqzhiy4fpxIxdZqohM2Yk"}"#,
        r#"{"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/fa15d692-e9c7-4460-a743-29f2956fd429/","iat":1537231048,"nbf":1537231048,"exp":1537234948,"acr":"1","amr":["pwd","mfa"],"appid":"6e74172b-be56-4843-9ff4-e66a39bb12e3","appidacr":"0","idtyp":"app","scp":"openid profile","sub":"l3_roISQU222bULS9yi2k0XpqpOiMz5H3ZACo1GeXA","ver":"1.0","wids":["b79fbf4d-3ef9-4689-8143-76b194e85509"]}"#,
    );
    likely(
        "Auth0",
        RS256,
        r#"{"iss":"https://my-domain.eu.auth0.com/","sub":"auth0|123456","aud":["https://example.com/health-api","https://my-domain.eu.auth0.com/userinfo"],"azp":"my_client_id","exp":1311281970,"iat":1311280970,"scope":"openid profile read:patients","permissions":["read:patients"]}"#,
    );
    likely(
        "Keycloak",
        r#"{"alg":"RS256","typ":"JWT","kid":"FJ86GcF3jTbNLOco4NvZkUCIUmfYCqoqtOQeMfbhNlE"}"#,
        r#"{"exp":1700000300,"iat":1700000000,"auth_time":1699999990,"jti":"f1f6a6a1-0a0b-4b7c-9d7e-0d6a2f8f4c11","iss":"https://keycloak.example.com/realms/main","aud":"account","sub":"2f0c6f6d-6a5f-4b8e-8f1e-7c2a1f0d3e4b","typ":"Bearer","azp":"web","session_state":"a7c1","acr":"1","allowed-origins":["https://app.example.com","*"],"realm_access":{"roles":["offline_access","uma_authorization"]},"resource_access":{"account":{"roles":["manage-account"]}},"scope":"openid","sid":"a7c1","preferred_username":"service-account-web"}"#,
    );
    likely(
        "Cognito",
        r#"{"kid":"1234example=","alg":"RS256"}"#,
        r#"{"sub":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","cognito:groups":["admin"],"iss":"https://cognito-idp.us-west-2.amazonaws.com/us-west-2_example","version":2,"client_id":"xxxxxxxxxxxxexample","origin_jti":"aaaa","token_use":"access","scope":"phone openid aws.cognito.signin.user.admin","auth_time":1676313851,"exp":1676317451,"iat":1676313851,"jti":"aaaa","username":"my-test-user"}"#,
    );
    likely(
        "AD FS",
        r#"{"typ":"JWT","alg":"RS256","x5t":"Y9TQ"}"#,
        r#"{"aud":"microsoft:identityserver:app","iss":"http://adfs.example.com/adfs/services/trust","iat":1700000000,"nbf":1700000000,"exp":1700003600,"apptype":"Confidential","appid":"app","ver":"1.0"}"#,
    );
}

#[test]
fn id_tokens() {
    let id = |name, header, payload| {
        check(
            name,
            &Sample::signed(header, payload).taken_for(Profile::IdToken),
        );
    };
    id(
        "OpenID Connect Core",
        RS256,
        r#"{"iss":"https://server.example.com","sub":"24400320","aud":"s6BhdRkqt3","nonce":"n-0S6_WzA2Mj","exp":1311281970,"iat":1311280970,"auth_time":1311280969,"acr":"urn:mace:incommon:iap:silver"}"#,
    );
    id(
        "Google",
        r#"{"alg":"RS256","kid":"b3319a147514df7ee5e4bcdee51350cc890cc89e","typ":"JWT"}"#,
        r#"{"iss":"https://accounts.google.com","azp":"1234987819200.apps.googleusercontent.com","aud":"1234987819200.apps.googleusercontent.com","sub":"10769150350006150715113082367","at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q","hd":"example.com","email":"jsmith@example.com","email_verified":true,"iat":1353601026,"exp":1353604926,"nonce":"0394852-3190485-2490358"}"#,
    );
    id(
        "Auth0",
        RS256,
        r#"{"nickname":"jane","name":"Jane Doe","picture":"https://s.gravatar.com/avatar/1.png","updated_at":"2024-01-02T03:04:05.678Z","email":"jane@example.com","email_verified":true,"iss":"https://my-domain.auth0.com/","aud":"abc","iat":1700000000,"exp":1700036000,"sub":"auth0|1","sid":"s","nonce":"n"}"#,
    );
    id(
        "Cognito",
        r#"{"kid":"1234example=","alg":"RS256"}"#,
        r#"{"sub":"aaaaaaaa","email_verified":"true","iss":"https://cognito-idp.us-west-2.amazonaws.com/us-west-2_example","cognito:username":"my-test-user","aud":"xxxxxxxxxxxxexample","identities":[{"userId":"1","dateCreated":"1642699117273","primary":"true"}],"token_use":"id","auth_time":1676312777,"exp":1676316377,"iat":1676312777,"email":"a@example.com"}"#,
    );
    id(
        "names in other scripts",
        RS256,
        r#"{"iss":"https://as.example","sub":"1","aud":"a","exp":1700000600,"iat":1700000000,"name":"Ναταλία Иванова-O'Brien","given_name":"علي\u200c","note":"👩\u200d💻 \ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f\nline"}"#,
    );
}

#[test]
fn proofs_assertions_and_events() {
    check(
        "DPoP proof",
        &Sample::signed(
            r#"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}}"#,
            r#"{"jti":"-BwC3ESc6acc2lTc","htm":"POST","htu":"https://server.example.com/token","iat":1562262616}"#,
        )
        .taken_for(Profile::DpopProof),
    );
    check(
        "logout token",
        &Sample::signed(
            r#"{"typ":"logout+jwt","alg":"RS256","kid":"1"}"#,
            r#"{"iss":"https://server.example.com","sub":"248289761001","aud":"s6BhdRkqt3","iat":1471566154,"exp":1471569754,"jti":"bWJq","sid":"08a5019c-17e1-4977-8f42-65a12843ea02","events":{"http://schemas.openid.net/event/backchannel-logout":{}}}"#,
        )
        .taken_for(Profile::LogoutToken),
    );
    check(
        "client assertion",
        &Sample::signed(
            r#"{"alg":"PS256","kid":"22"}"#,
            r#"{"iss":"s6BhdRkqt3","sub":"s6BhdRkqt3","aud":"https://as.example/token","jti":"1","exp":1700000300,"iat":1700000000}"#,
        )
        .taken_for(Profile::ClientAssertion),
    );
    check(
        "security event",
        &Sample::signed(
            r#"{"typ":"secevent+jwt","alg":"HS256"}"#,
            r#"{"jti":"4d3559ec67504aaba65d40b0363faad8","iat":1458496404,"iss":"https://scim.example.com","aud":["https://scim.example.com/Feeds/98d52461fa5bbc879593b7754"],"events":{"urn:ietf:params:scim:event:create":{"ref":"https://scim.example.com/Users/44f6142df96bd6ab61e7521d9"}}}"#,
        )
        .taken_for(Profile::SecurityEvent),
    );
}

#[test]
fn tokens_of_the_standards() {
    // RFC 7515 A.1 (with the line breaks in its header and payload) and A.3.
    let claims =
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
    check(
        "RFC 7515 A.1",
        &Sample::signed("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", claims),
    );
    check(
        "RFC 7515 A.2",
        &Sample::signed(r#"{"alg":"RS256"}"#, claims),
    );
    check(
        "RFC 7515 A.3",
        &Sample::signed(r#"{"alg":"ES256"}"#, claims),
    );
    check(
        "RFC 7515 A.4",
        &Sample::with_signature(r#"{"alg":"ES512"}"#, "Payload", 132),
    );
    check(
        "RFC 8037 A.4",
        &Sample::signed(r#"{"alg":"EdDSA"}"#, "Example of Ed25519 signing"),
    );
    check(
        "RFC 7516 A.1",
        &Sample::encrypted(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#, 256, 12, 16),
    );
    check(
        "RFC 7516 A.3",
        &Sample::encrypted(r#"{"alg":"A128KW","enc":"A128CBC-HS256"}"#, 40, 16, 16),
    );
    check(
        "nested",
        &Sample::encrypted(
            r#"{"alg":"dir","enc":"A256CBC-HS512","cty":"JWT"}"#,
            0,
            16,
            32,
        ),
    );
}
