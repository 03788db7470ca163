def new_token():
    pair = (os.environ["GENESYS_CLOUD_CLIENT_ID"], os.environ["GENESYS_CLOUD_CLIENT_SECRET"])
    form = {"grant_type": "client_credentials"}
    return checked(send("POST", f"{login}/oauth/token", auth=pair, data=form))
