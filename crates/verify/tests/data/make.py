#!/usr/bin/env python3
"""Makes signed.json: a token for every algorithm, and its key in every form, by a library that shares no
code with this project (Python's cryptography, which is OpenSSL). The keys are made for these tests alone.

    python3 make.py > signed.json
"""

import base64
import datetime
import hashlib
import hmac
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, mldsa, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PAYLOAD = b'{"iss":"https://issuer.example","sub":"someone","exp":4102444800}'
HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
CURVES = {
    "ES256": (ec.SECP256R1(), "P-256", 32, "256"),
    "ES384": (ec.SECP384R1(), "P-384", 48, "384"),
    "ES512": (ec.SECP521R1(), "P-521", 66, "512"),
    "ES256K": (ec.SECP256K1(), "secp256k1", 32, "256"),
}
SETS = {"44": mldsa.MLDSA44PrivateKey, "65": mldsa.MLDSA65PrivateKey, "87": mldsa.MLDSA87PrivateKey}


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(n, size=None):
    return b64u(n.to_bytes(size or (n.bit_length() + 7) // 8, "big"))


def token(alg, sign):
    header = b64u(json.dumps({"alg": alg, "typ": "JWT"}, separators=(",", ":")).encode())
    text = header + "." + b64u(PAYLOAD)
    return text + "." + b64u(sign(text.encode()))


def certificate(key, digest):
    name = x509.Name([
        x509.NameAttribute(x509.NameOID.COMMON_NAME, "signer.example"),
        x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Example"),
    ])
    start = datetime.datetime(2024, 1, 1)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(4711).not_valid_before(start).not_valid_after(datetime.datetime(2034, 1, 1))
    )
    return builder.sign(key, digest)


def forms(key, jwk, digest, with_certificate=True):
    public = key.public_key()
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    out = {
        "spki pem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        "spki base64": base64.b64encode(spki).decode(),
        "spki hex": spki.hex(),
        "pkcs8 pem": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "jwk": json.dumps(jwk),
        "jwks": json.dumps({"keys": [jwk]}),
    }
    out["spki pem in base64"] = base64.b64encode(out["spki pem"].encode()).decode()
    out["spki pem escaped"] = out["spki pem"].replace("\n", "\\n")
    if with_certificate:
        cert = certificate(key, digest)
        out["certificate pem"] = cert.public_bytes(Encoding.PEM).decode()
        out["certificate base64"] = base64.b64encode(cert.public_bytes(Encoding.DER)).decode()
        out["certificate hex"] = cert.public_bytes(Encoding.DER).hex()
    return out


def ssh(key):
    return key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode() + " someone@example"


def main():
    cases = []
    rsa_key = rsa.generate_private_key(65537, 2048)
    numbers = rsa_key.public_key().public_numbers()
    rsa_jwk = {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
    rsa_forms = forms(rsa_key, rsa_jwk, hashes.SHA256())
    pkcs1 = rsa_key.public_key().public_bytes
    rsa_forms["pkcs1 pem"] = pkcs1(Encoding.PEM, PublicFormat.PKCS1).decode()
    rsa_forms["pkcs1 base64"] = base64.b64encode(pkcs1(Encoding.DER, PublicFormat.PKCS1)).decode()
    rsa_forms["pkcs1 private pem"] = rsa_key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    rsa_forms["ssh"] = ssh(rsa_key)
    rsa_tokens = []
    for size, digest in HASHES.items():
        secret = hashlib.sha512(size.encode()).digest()
        sign = lambda text: hmac.new(secret, text, "sha" + size).digest()
        cases.append({"tokens": [token("HS" + size, sign)], "keys": {
            "jwk": json.dumps({"kty": "oct", "k": b64u(secret)})},
            "secret": {"base64": base64.b64encode(secret).decode(), "base64url": b64u(secret), "hex": secret.hex()}})
        pkcs = lambda text: rsa_key.sign(text, padding.PKCS1v15(), digest)
        rsa_tokens.append(token("RS" + size, pkcs))
        pss = lambda text: rsa_key.sign(text, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        rsa_tokens.append(token("PS" + size, pss))
    cases.append({"tokens": rsa_tokens, "keys": rsa_forms, "mixed": [
        token("PS256", lambda text: rsa_key.sign(text, padding.PKCS1v15(), HASHES["256"])),
        token("RS256", lambda text: rsa_key.sign(
            text, padding.PSS(padding.MGF1(HASHES["256"]), 32), HASHES["256"])),
        token("RS512", lambda text: rsa_key.sign(text, padding.PKCS1v15(), HASHES["256"])),
    ]})
    for alg, (curve, crv, size, bits) in CURVES.items():
        key = ec.generate_private_key(curve)
        point = key.public_key().public_numbers()
        jwk = {"kty": "EC", "crv": crv, "x": number(point.x, size), "y": number(point.y, size)}
        found = forms(key, jwk, hashes.SHA256())
        found["sec1 pem"] = key.private_bytes(
            Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
        if alg != "ES256K":
            found["ssh"] = ssh(key)

        def raw(text):
            r, s = decode_dss_signature(key.sign(text, ec.ECDSA(HASHES[bits])))
            return r.to_bytes(size, "big") + s.to_bytes(size, "big")

        # Several, so that both a low and a high S are among them.
        tokens = [token(alg, raw) for _ in range(4)]
        der = token(alg, lambda text: key.sign(text, ec.ECDSA(HASHES[bits])))
        cases.append({"tokens": tokens, "der": der, "keys": found})
    for name, key in [("Ed25519", ed25519.Ed25519PrivateKey.generate()), ("Ed448", ed448.Ed448PrivateKey.generate())]:
        jwk = {"kty": "OKP", "crv": name, "x": b64u(key.public_key().public_bytes_raw())}
        found = forms(key, jwk, None)
        if name == "Ed25519":
            found["ssh"] = ssh(key)
        cases.append({"tokens": [token(alg, key.sign) for alg in ["EdDSA", name]], "keys": found})
    for name, kind in SETS.items():
        alg = "ML-DSA-" + name
        key = kind.generate()
        jwk = {"kty": "AKP", "alg": alg, "pub": b64u(key.public_key().public_bytes_raw())}
        found = forms(key, jwk, None, with_certificate=False)
        cases.append({"tokens": [token(alg, key.sign)], "keys": found})
    json.dump({"payload": PAYLOAD.decode(), "cases": cases}, sys.stdout, indent=1)
    print()


main()
