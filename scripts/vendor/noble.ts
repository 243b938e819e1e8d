// What client_static/vendor/noble.js exports: all the cryptography of sealed cards, none of it ours.
export { ed25519, ristretto255_oprf } from "@noble/curves/ed25519.js";
export { hmac } from "@noble/hashes/hmac.js";
export { sha256 } from "@noble/hashes/sha2.js";
