terraform {
  required_providers {
    genesyscloud = {
      source  = "mypurecloud/genesyscloud"
      version = "~> 1.84"
    }
  }
}

# Id and secret come from GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, which the
# provider reads by itself. Written here they would end up in the repository.
# It keeps its tokens, renews them, and repeats what was answered 429.
provider "genesyscloud" {
  aws_region = "@@AWS_REGION@@"
  # Each one is requested at the start. More of them are faster, and run into the limit sooner.
  token_pool_size = 2
}

# The smallest question there is: whose token is this?
data "genesyscloud_organizations_me" "this" {}

output "organisation" {
  value = data.genesyscloud_organizations_me.this.name
}
