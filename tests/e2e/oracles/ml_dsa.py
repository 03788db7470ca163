"""Prints, as JSON, a token of each ML-DSA parameter set with its key in several forms, made with Python's
cryptography. The claims come as the argument."""

import base64
import json
import sys

from cryptography.hazmat.primitives.asymmetric import mldsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

SETS = {"44": mldsa.MLDSA44PrivateKey, "65": mldsa.MLDSA65PrivateKey, "87": mldsa.MLDSA87PrivateKey}


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def case(name, kind):
    alg = "ML-DSA-" + name
    key = kind.generate()
    public = key.public_key()
    text = b64u(json.dumps({"alg": alg, "typ": "JWT"}).encode()) + "." + b64u(sys.argv[1].encode())
    jwk = {"kty": "AKP", "alg": alg, "pub": b64u(public.public_bytes_raw())}
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    keys = {
        "JWK": json.dumps(jwk),
        "JWK Set": json.dumps({"keys": [jwk]}),
        "SPKI in PEM": pem.decode(),
        "SPKI in base64": base64.b64encode(spki).decode(),
        "PKCS #8 in PEM": private.decode(),
    }
    return {
        "by": "Python's cryptography",
        "alg": alg,
        "token": text + "." + b64u(key.sign(text.encode())),
        "keys": [{"form": form, "text": text} for form, text in keys.items()],
    }


print(json.dumps([case(name, kind) for name, kind in SETS.items()]))
