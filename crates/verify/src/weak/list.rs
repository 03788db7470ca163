//! Secrets that people use: what documentation and frameworks begin with, plain words, walks over the
//! keyboard, and what people make of them. Made by this program from a few hundred words, in an order of
//! likelihood, the same every time.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// As they stand in examples, tutorials and default settings.
const DEFAULTS: &[&str] = &[
    "secret",
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    "a-valid-string-secret-that-is-at-least-384-bits-long",
    "shhhhh",
    "shhhhhared-secret",
    "qwertyuiopasdfghjklzxcvbnm123456",
    "GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk",
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    "keyboard cat",
    "keyboardcat",
    "my-32-character-ultra-secure-and-ultra-long-secret",
    "this is a secret",
    "this-is-a-secret",
    "thisisasecret",
    "this-is-my-secret",
    "some-secret",
    "somesecret",
    "super-secret",
    "supersecret",
    "super-secret-key",
    "supersecretkey",
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "top-secret",
    "topsecret",
    "my-secret",
    "mysecret",
    "my_secret",
    "my-secret-key",
    "mysecretkey",
    "my_secret_key",
    "mySecretKey",
    "MySecretKey",
    "secret-key",
    "secretkey",
    "secret_key",
    "secretKey",
    "SECRET_KEY",
    "JWT_SECRET",
    "jwt-secret",
    "jwtsecret",
    "jwt_secret",
    "jwtSecret",
    "jwt_secret_key",
    "jwtSecretKey",
    "JWT_SECRET_KEY",
    "jwt-key",
    "jwtkey",
    "signing-key",
    "signingkey",
    "signing_key",
    "signing-secret",
    "token-secret",
    "token_secret",
    "tokensecret",
    "access-token-secret",
    "access_token_secret",
    "refresh-token-secret",
    "refresh_token_secret",
    "client-secret",
    "client_secret",
    "clientsecret",
    "app-secret",
    "app_secret",
    "appsecret",
    "application-secret",
    "api-secret",
    "api_secret",
    "apisecret",
    "api-key",
    "apikey",
    "shared-secret",
    "shared_secret",
    "sharedsecret",
    "private-key",
    "private_key",
    "privatekey",
    "public-key",
    "hmac-secret",
    "hmac_secret",
    "hmacsecret",
    "HS256",
    "hs256-secret",
    "session-secret",
    "session_secret",
    "cookie-secret",
    "change-me",
    "changeme",
    "change_me",
    "CHANGEME",
    "CHANGE_ME",
    "changeit",
    "change-this",
    "changethis",
    "change-this-secret",
    "please-change-me",
    "pleasechangeme",
    "replace-me",
    "replaceme",
    "to-be-replaced",
    "your-secret",
    "yoursecret",
    "your_secret",
    "your-secret-key",
    "your_secret_key",
    "yoursecretkey",
    "your-jwt-secret",
    "your_jwt_secret",
    "your-super-secret-key",
    "your-super-secret-jwt-token",
    "your-signing-key",
    "your-client-secret",
    "insert-secret-here",
    "secret-goes-here",
    "put-your-secret-here",
    "enter-secret-here",
    "not-so-secret",
    "notsosecret",
    "not-a-secret",
    "no-secret",
    "very-secret",
    "verysecret",
    "very_secret",
    "very-secret-key",
    "development",
    "development-secret",
    "dev-secret",
    "devsecret",
    "dev_secret",
    "test-secret",
    "test_secret",
    "testsecret",
    "test-key",
    "testkey",
    "test",
    "testing",
    "example",
    "example-secret",
    "example_key",
    "demo-secret",
    "sample-secret",
    "placeholder",
    "default",
    "default-secret",
    "none",
    "null",
    "undefined",
    "nil",
    "true",
    "false",
    "None",
    "[object Object]",
    "{}",
    "0",
    " ",
    "",
    "todo",
    "TODO",
    "fixme",
    "xxx",
    "s3cr3t",
    "s3cret",
    "S3cr3t",
    "p@ssw0rd",
    "P@ssw0rd",
    "P@ssword",
    "pa$$word",
    "hunter2",
    "letmein",
    "opensesame",
    "abracadabra",
    "correcthorsebatterystaple",
    "correct horse battery staple",
    "foo",
    "bar",
    "foobar",
    "foo-bar",
    "foobarbaz",
    "baz",
    "hello",
    "helloworld",
    "hello-world",
    "hello world",
    "Hello World",
    "lorem ipsum",
    "supersecretpassword",
    "super-secret-password",
    "thisisaverysecuresecret",
    "this-is-a-very-secure-secret",
    "a-very-secret-key",
    "averysecretkey",
    "an-example-very-secure-key",
    "ThisIsASecretKeyForJWT",
    "ThisIsMySecretKey",
    "ThisIsASuperSecretKey",
    "TheSecretKey",
    "the-secret",
    "thesecret",
    "thekey",
    "mykey",
    "my-key",
    "key",
    "Key",
    "KEY",
    "k",
    "jwt",
    "JWT",
    "token",
    "auth",
    "secret123",
    "12345678901234567890123456789012",
    "01234567890123456789012345678901",
    "0123456789abcdef0123456789abcdef",
    "0123456789ABCDEF",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqrstuvwxyz123456",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "deadbeef",
    "cafebabe",
];

/// Words that secrets are made of.
const WORDS: &[&str] = &[
    "secret",
    "password",
    "passwort",
    "key",
    "token",
    "jwt",
    "auth",
    "admin",
    "root",
    "user",
    "test",
    "demo",
    "dev",
    "prod",
    "stage",
    "local",
    "login",
    "access",
    "refresh",
    "session",
    "signing",
    "shared",
    "master",
    "private",
    "public",
    "system",
    "server",
    "service",
    "client",
    "app",
    "api",
    "web",
    "site",
    "backend",
    "frontend",
    "company",
    "project",
    "team",
    "guest",
    "default",
    "welcome",
    "hello",
    "world",
    "hallo",
    "bonjour",
    "hola",
    "ciao",
    "sesame",
    "dragon",
    "monkey",
    "tiger",
    "lion",
    "eagle",
    "falcon",
    "shadow",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "soccer",
    "hockey",
    "summer",
    "winter",
    "spring",
    "autumn",
    "january",
    "monday",
    "friday",
    "london",
    "paris",
    "berlin",
    "tokyo",
    "madrid",
    "america",
    "england",
    "germany",
    "love",
    "money",
    "freedom",
    "trust",
    "magic",
    "star",
    "sun",
    "moon",
    "sky",
    "blue",
    "red",
    "green",
    "black",
    "white",
    "orange",
    "purple",
    "silver",
    "golden",
    "coffee",
    "chocolate",
    "banana",
    "apple",
    "cherry",
    "lemon",
    "pepper",
    "cookie",
    "computer",
    "internet",
    "laptop",
    "mobile",
    "cloud",
    "docker",
    "kubernetes",
    "linux",
    "ubuntu",
    "debian",
    "windows",
    "android",
    "java",
    "python",
    "ruby",
    "rails",
    "node",
    "express",
    "nodejs",
    "django",
    "flask",
    "laravel",
    "symfony",
    "spring",
    "angular",
    "react",
    "golang",
    "rust",
    "dotnet",
    "mongo",
    "mysql",
    "postgres",
    "redis",
    "oracle",
    "qwerty",
    "azerty",
    "qwertz",
    "asdf",
    "zxcv",
    "abc",
    "abcd",
    "iloveyou",
    "batman",
    "superman",
    "matrix",
    "ninja",
    "pirate",
    "wizard",
    "hacker",
    "killer",
    "gandalf",
    "frodo",
    "yoda",
    "skywalker",
    "pokemon",
    "pikachu",
    "mario",
    "zelda",
    "michael",
    "daniel",
    "thomas",
    "andrew",
    "robert",
    "jessica",
    "jennifer",
    "charlie",
    "george",
    "maggie",
    "ginger",
    "buster",
    "harley",
    "ranger",
    "hunter",
    "thunder",
    "diamond",
    "phoenix",
    "genesis",
    "alpha",
    "beta",
    "gamma",
    "delta",
    "omega",
    "zero",
    "one",
    "foo",
    "bar",
    "baz",
    "example",
    "sample",
    "temp",
    "change",
    "please",
    "nothing",
    "anything",
    "everyone",
    "nobody",
    "random",
];

/// What people add.
const ENDS: &[&str] = &[
    "1", "12", "123", "1234", "12345", "123456", "!", "1!", "123!", "01", "007", "69", "99", "00",
    "2020", "2021", "2022", "2023", "2024", "2025", "2026", "#1", "@123", "_123", "-key", "_key",
    "key", "Key", "-secret", "_secret", "secret", "Secret", "-token",
];

/// Keys beside one another.
const ROWS: &[&str] = &[
    "1234567890",
    "0987654321",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "poiuytrewq",
    "lkjhgfdsa",
    "mnbvcxz",
    "azertyuiop",
    "qsdfghjklm",
    "qwertzuiop",
    "yxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "zaq1xsw2cde3vfr4bgt5nhy6mju7",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "abc123def456ghi789",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "!@#$%^&*()",
];

/// The list, without repetition.
pub fn common_secrets() -> impl Iterator<Item = String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let plain = DEFAULTS.iter().map(|secret| (*secret).to_string());
    let all = plain
        .chain(WORDS.iter().flat_map(|word| cases(word)))
        .chain(walks())
        .chain(repeated())
        .chain(digits())
        .chain(endings())
        .chain(substituted())
        .chain(pairs());
    all.filter(move |secret| seen.insert(secret.clone()))
}

/// A word as people write it.
fn cases(word: &str) -> [String; 3] {
    [word.to_string(), capital(word), word.to_uppercase()]
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Stretches of every row from its beginning, and from each place with a usual length.
fn walks() -> impl Iterator<Item = String> {
    ROWS.iter().flat_map(|row| {
        let characters: Vec<char> = row.chars().collect();
        let mut walks: Vec<String> = (3..=characters.len())
            .map(|length| characters.iter().take(length).collect())
            .collect();
        for length in [4, 6, 8] {
            walks.extend(
                characters
                    .windows(length)
                    .map(|window| window.iter().collect::<String>()),
            );
        }
        walks
    })
}

/// One character, or a short word, again and again: to the lengths that libraries ask for.
fn repeated() -> impl Iterator<Item = String> {
    let characters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!*.x-_#";
    let singles = characters.chars().flat_map(|c| {
        [1, 2, 3, 4, 6, 8, 16, 32, 48, 64]
            .into_iter()
            .map(move |length| core::iter::repeat_n(c, length).collect::<String>())
    });
    let words = [
        "secret",
        "password",
        "test",
        "key",
        "abc",
        "1234567890",
        "jwt",
    ];
    let words = words.into_iter().flat_map(|word| {
        [16, 32, 48, 64].into_iter().map(move |length| {
            let long = word.repeat(length / word.len() + 1);
            long.chars().take(length).collect::<String>()
        })
    });
    singles.chain(words)
}

/// Short numbers, and years.
fn digits() -> impl Iterator<Item = String> {
    (0..1000)
        .map(|number| format!("{number:03}"))
        .chain((1950..2031).map(|year| year.to_string()))
}

/// Every word with what people add to it.
fn endings() -> impl Iterator<Item = String> {
    WORDS.iter().flat_map(|word| {
        ENDS.iter()
            .flat_map(move |end| [format!("{word}{end}"), format!("{}{end}", capital(word))])
    })
}

/// Digits and signs for letters that look like them.
fn substituted() -> impl Iterator<Item = String> {
    WORDS.iter().flat_map(|word| {
        let exchange = |pairs: &[(char, char)]| -> String {
            word.chars()
                .map(|c| {
                    let pair = pairs.iter().find(|(from, _)| *from == c);
                    pair.map_or(c, |(_, to)| *to)
                })
                .collect()
        };
        [
            exchange(&[('o', '0')]),
            exchange(&[('e', '3')]),
            exchange(&[('a', '@')]),
            exchange(&[('s', '$')]),
            exchange(&[('i', '1'), ('o', '0')]),
            exchange(&[('e', '3'), ('o', '0'), ('a', '4'), ('i', '1')]),
            exchange(&[('a', '@'), ('o', '0'), ('s', '$')]),
        ]
    })
}

/// Two words, as settings are named.
fn pairs() -> impl Iterator<Item = String> {
    let firsts = WORDS.iter().take(60);
    firsts.flat_map(|first| {
        let seconds = ["secret", "key", "token", "password", "jwt", "auth"];
        seconds.into_iter().flat_map(move |second| {
            [
                format!("{first}{second}"),
                format!("{first}-{second}"),
                format!("{first}_{second}"),
                format!("{first}{}", capital(second)),
                format!("my-{first}-{second}"),
                format!("{}_{}", first.to_uppercase(), second.to_uppercase()),
            ]
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_enough_and_repeats_nothing() {
        let list: Vec<String> = common_secrets().collect();
        let set: BTreeSet<&String> = list.iter().collect();
        assert_eq!(set.len(), list.len());
        assert!(list.len() >= 10_000, "{}", list.len());
        for wanted in [
            "secret",
            "your-256-bit-secret",
            "qwerty",
            "Password123",
            "p@ssw0rd",
        ] {
            assert!(set.contains(&wanted.to_string()), "{wanted}");
        }
    }
}
