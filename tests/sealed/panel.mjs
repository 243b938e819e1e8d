// The panel's real modules, driven by tests/sealed/test_interop.py: JSON in, JSON out. Bytes are base64url.
import { readFileSync } from "node:fs";
import * as acts from "../../client_static/sealed/acts.js";
import { readLetter } from "../../client_static/sealed/letters.js";
import { packet } from "../../client_static/sealed/packet.js";
import { ask, finish, fitsLink, vouches } from "../../client_static/sealed/tokens.js";
import { wordsFor } from "../../client_static/sealed/words.js";

const { b64, unb64 } = acts;
const given = JSON.parse(readFileSync(0, "utf8"));

/** Each field through `as`. */
const each = (row, as) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, as(value)]));
const token = ({ t, y }) => ({ t: unb64(t), y: unb64(y) });

const steps = {
  ask: ({ count }) => Array.from({ length: count }, () => each(ask(), b64)),
  finish: ({ asked, key, answer }) => {
    try {
      return each(finish(each(asked, unb64), unb64(key), each(answer, unb64)), b64);
    } catch (fault) {
      return { fault: fault.message };
    }
  },
  vouches: ({ root, link, leaf, key, path }) => ({
    link: fitsLink(unb64(root), link),
    path: vouches(unb64(root), { leaf, key: unb64(key), path: path.map(unb64) }),
  }),
  packet: ({ session, beat, spent, said }) => b64(packet({ session, beat, token: token(spent), acts: said })),
  sign: ({ act, seed, session }) => {
    const keyed = act.card ? act : { key: acts.keyOf(unb64(seed)), ...act };
    const made = acts.signed(keyed, unb64(seed), session);
    return { act: made, id: acts.idOf(made), answers: made.texts ? acts.answerIds(made) : [], bytes: acts.wordBytes(made.text ?? "") };
  },
  ballot: ({ thing, spent, session, value }) => {
    const made = acts.ballot(thing, token(spent), session, value);
    return { act: made, id: acts.idOf(made) };
  },
  own: ({ card, seat, seed, session }) => acts.owning(card, seat, unb64(seed), session),
  words: ({ root, number }) => wordsFor(unb64(root), number),
  letter: ({ secret, sealed }) => readLetter(secret, sealed).catch(() => null),
};

process.stdout.write(JSON.stringify(await Promise.all(given.map(({ step, ...rest }) => steps[step](rest)))));
