/* What opens the disguised answers of a quiz, and how a typed answer is read.

   builder/writers/seal.py says how and why the answers are disguised; the two must agree.  Works from
   file:// and on old phones: no modules, no fetch, no crypto.subtle. */
(function () {
  "use strict";

  const SCHEME = "builder-quiz-1";
  const MARK = "sealed:";

  // ---- SHA-256 of bytes --------------------------------------------------------------------------

  const ROUNDS = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ];
  const START = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ];

  function turned(word, by) {
    return (word >>> by) | (word << (32 - by));
  }

  function schedule(view, offset) {
    const words = new Int32Array(64);
    for (let t = 0; t < 16; t += 1) words[t] = view.getInt32(offset + 4 * t);
    for (let t = 16; t < 64; t += 1) {
      const a = words[t - 15];
      const b = words[t - 2];
      const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      words[t] = (words[t - 16] + s0 + words[t - 7] + s1) | 0;
    }
    return words;
  }

  function compressed(state, words) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t += 1) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t] + words[t]) | 0;
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    return [a, b, c, d, e, f, g, h].map((word, index) => (word + state[index]) | 0);
  }

  function sha256(bytes) {
    const padded = new Uint8Array(64 * Math.ceil((bytes.length + 9) / 64));
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    let state = START.map((word) => word | 0);
    for (let offset = 0; offset < padded.length; offset += 64) state = compressed(state, schedule(view, offset));
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((word, index) => digest.setInt32(4 * index, word));
    return new Uint8Array(digest.buffer);
  }

  // ---- typed answers: the same classes of characters as in seal.py -------------------------------

  const MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670";
  const UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff";
  const APOSTROPHES = "'`\u02b9\u02bb-\u02bd\u2018-\u201b\u2032";
  const PUNCTUATION =
    "!-#%&(-*,-/:;?@\\[-\\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u037e\u0387" +
    "\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u060d\u061b\u061d-\u061f\u066a-\u066d\u06d4" +
    "\u0964\u0965\u0970\u0e2f\u0e5a\u0e5b\u0f04-\u0f12\u0f14\u104a-\u104f\u10fb\u1360-\u1368\u17d4-\u17d6" +
    "\u2010-\u2017\u201c-\u2027\u2030\u2031\u2033-\u205e\u2e00-\u2e2e\u2e30-\u2e5d" +
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d\u30a0\u30fb";
  const BLANKS = "\t-\r \u0085\u1680\u180e\u2028\u2029";

  const DROPPED = new RegExp("[" + MARKS + UNSEEN + APOSTROPHES + "]", "g");
  const MINUS = new RegExp("(^|[" + BLANKS + "])[-\u2010\u2011\u2212](?=[0-9])", "g");
  const FOLDED = new RegExp("[" + PUNCTUATION + BLANKS + "]+", "g");
  const SPACED = new RegExp("[" + BLANKS + "]+", "g");

  function bare(text) {
    return text.normalize("NFKD").replace(DROPPED, "");
  }

  function single(text, blanks) {
    return text.replace(blanks, " ").replace(/^ | $/g, "");
  }

  function normalised(text) {
    const cased = bare(text).toUpperCase().toLowerCase().replace(/\u03c2/g, "\u03c3");
    const signed = bare(cased).replace(MINUS, "$1\u2212");
    const folded = single(signed, FOLDED) || single(text.normalize("NFKD"), SPACED);
    return folded.normalize("NFC");
  }

  // ---- sealed texts ------------------------------------------------------------------------------

  function utf8(text) {
    return new TextEncoder().encode(text);
  }

  /* Return what a blob holds, or null where the response does not open it. */
  function opened(place, response, blob) {
    const data = Uint8Array.from(atob(blob), (character) => character.charCodeAt(0));
    const seed = [SCHEME, place.slug, place.item, place.part, response].join("\n");
    for (let start = 0, count = 0; start < data.length; start += 32, count += 1) {
      const key = sha256(utf8(seed + "\n" + count));
      for (let index = start; index < Math.min(start + 32, data.length); index += 1) data[index] ^= key[index - start];
      if (!start && MARK !== String.fromCharCode.apply(null, data.subarray(0, MARK.length))) return null;
    }
    try {
      return JSON.parse(new TextDecoder().decode(data.subarray(MARK.length)));
    } catch (error) {
      return null; // a damaged page: no answer is better than a wrong one
    }
  }

  // ---- slips of the hand ---------------------------------------------------------------------------

  const SHORTEST = 5; // in a shorter word one letter makes another word
  const LETTERS = [
    ["a", "z"],
    ["\u03b1", "\u03c9"],
    ["\u0430", "\u044f"],
    ["\u05d0", "\u05ea"],
    ["\u0621", "\u064a"],
  ];

  function alphabetOf(text) {
    const found = [];
    for (const [first, last] of LETTERS) {
      if (!Array.from(text).some((letter) => letter >= first && letter <= last)) continue;
      for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code += 1) found.push(String.fromCharCode(code));
    }
    return found;
  }

  /* Return every text that is one slip away: a letter too many, too few, wrong, or two exchanged. */
  function nearBy(text) {
    if (text.length < SHORTEST) return [];
    const found = new Set();
    const letters = alphabetOf(text).concat(" ");
    for (let at = 0; at <= text.length; at += 1) {
      const before = text.slice(0, at);
      const after = text.slice(at);
      if (after) found.add(before + after.slice(1));
      if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
      for (const letter of letters) {
        found.add(before + letter + after);
        if (after) found.add(before + letter + after.slice(1));
      }
    }
    found.delete(text);
    return Array.from(found);
  }

  const seal = { nearBy: nearBy, normalised: normalised, opened: opened, sha256: sha256, utf8: utf8 };
  if (typeof document === "undefined") module.exports = seal; // for the tests
  else window.BuilderQuiz = { seal: seal };
})();
