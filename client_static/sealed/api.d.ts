// What the screens see of the box. `client_static/box.js` is there from the first paint and has all of it.

export type To = "lead" | "all";
export type Weight = "thought" | "slow" | "stop";
export type What = "slow" | "stop" | "try";
export type Short = "yes" | "not_yet" | "thanks";

export interface Channel {
  /**
   * `loading`: the script or the line is not there yet; what is written is kept in memory until it is.
   * `waiting`: no token for the coming beat yet (at most 90 s after coming in). `open`: the next packet will go.
   * `refused`: nothing leaves this panel, `why` says why; `agree()` helps where only the words are in doubt.
   * `lost`: beats do not reach us, or packets do not get out.
   */
  state: "loading" | "waiting" | "open" | "refused" | "lost";
  /** Who vouches for the keys: the join link, the words that agreed, or nobody ("no": then never say anonymous). */
  checked: "link" | "words" | "no";
  /** A sentence for the person, or "". There is one for `refused`, and where another device has this place's token. */
  why: string;
  /** True when `agree()` would open it again: this is not the root of the link, or another than before. */
  agreeable: boolean;
}

/** What was sealed here and is on no list yet. */
export interface Pending {
  /** For `drop`. A card's is its id in the views too; that of an answer or of what was sealed while loading is not. */
  id: string;
  act: "card" | "tap" | "reply" | "quick" | "withdraw" | "metoo" | "text";
  text: string;
  to: To | "";
  weight: Weight | "";
  /** of a tap or a quick reply */
  what: What | Short | "";
  /** the question that a `text` answers */
  thing: string;
  /** the step that a card or a reply was written in, all being quiet: its thing */
  asked: string;
  /** the card that this is about: reply, quick, withdraw, metoo */
  card: string;
  soon: boolean;
  /** the smallest n its author accepts; 0 where there is none */
  floor: number;
  /** It is in the packet of this very beat, and may be opening: it cannot be taken back just now. */
  sent: boolean;
  /** How many packets it was in without having turned up: from 1 on, too few were there, or a packet was lost. */
  missed: number;
}

export interface Box {
  readonly channel: Channel;
  /** Four words that are alike on all screens for the number called; null as long as there is no root. */
  words(number: number): string[] | null;
  /** The person says that the words agreed. */
  agree(): void;

  // Each queues an act and returns its id; "" when it cannot be: not one's own card, one's own for a me-too, used up.
  // `asked`: the thing of the step in which everybody writes just now, with whose words it opens.
  card(given: { text: string; to: To; weight: Weight; soon: boolean; floor: number; asked?: string }): string;
  tap(what: What): string;
  reply(card: string, text: string, floor: number, asked?: string): string;
  quick(card: string, what: Short): string;
  withdraw(card: string): string;
  metoo(card: string): string;
  answer(thing: string, text: string, floor: number): string;
  /** Take back what has not left. False when it is out in this beat's packet (or unknown): ask again at the next beat. */
  drop(id: string): boolean;

  /** Oldest first. */
  pending(): Pending[];
  /** Written here. Show it only while somebody holds a finger on it. */
  mine(card: string): boolean;
  /** A me-too of this panel is cast or on its way. */
  said(card: string): boolean;
  /** The answer of those who lead, which only this panel can read; null when there is none, or the card is not ours. */
  letter(card: string): string | null;
  /** The signature for `own_card {card, sig}`; "" when it is not ours. */
  own(card: string, seat: string): string;
  /** Bytes that these words take in a packet; at most `wordRoom` fit. */
  wordBytes(...texts: string[]): number;
  readonly wordRoom: number;

  // The panel's side.
  welcome(welcome: { session: string; root: string; wrap?: string | null; beat_ms: number; cards_url: string }, k: string): void;
  /** Post this beat's packet, then ask for a token. `late`: too late for the packet. */
  beat(frame: BeatFrame, say: Say, late?: boolean): void;
  keys(frame: { things: readonly { thing: string; leaf: number; key: string; path: readonly string[] }[] }, say: Say): void;
  issued(frame: { tokens: readonly { leaf: number; element?: string | null; proof?: string | null; no?: string | null }[] }): void;
  listed(cards: Listed): void;
  /** Write the pocket. It happens at every beat, and when a tab is left; never because something was said. */
  keep(): Promise<void>;
  /** A later panel in this window finds what the pocket was last given. */
  readonly survives: boolean;
  /** The session is over: the pocket is emptied. What is in memory goes with the page. */
  forget(): void;
}

export type Say = (message: { type: "blind"; tokens: { leaf: number; element: string }[] }) => void;

export interface BeatFrame {
  beat: number;
  opening: boolean;
  soon: boolean;
  questions: readonly string[];
  leaf: number | null;
  key: string | null;
  path: readonly string[];
}

/** What the box needs of `stage.cards`. */
export interface Listed {
  ids: readonly string[];
  /** Cards that were taken back, shown or not. */
  withdrawn: readonly string[];
  marks: Readonly<Record<string, readonly string[]>>;
  letters: readonly { card: string; sealed: string }[];
  cards: readonly { id: string; parts: readonly { id: string }[] }[];
}

export interface Given {
  /** Server ms. */
  now: () => number;
  fetch?: typeof fetch;
  /** May throw. */
  storage: () => Storage;
  changed: () => void;
}
