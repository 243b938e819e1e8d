/* Made from the server's messages by `make types`. Change those, not this file. */

export type Type = "hello";
export type Code = string | null;
export type SeatKey = string | null;
export type FacilitatorKey = string | null;
export type WallKey = string | null;
export type Name = string | null;
export type Id = string | null;
export type Seen = string | null;
export type Type1 = "ping";
export type Sent = number;
export type Id1 = string;
export type Type2 = "hand";
export type Up = boolean;
export type Id2 = string;
export type Type3 = "rename";
export type Name1 = string;
export type Id3 = string;
export type Type4 = "leave";
export type Id4 = string;
export type Type5 = "agree";
export type Id5 = string;
export type Type6 = "write";
export type Step = number;
export type Text = string;
export type Id6 = string;
export type Type7 = "take_back";
export type Step1 = number;
export type Id7 = string;
export type Type8 = "pass_piece";
export type Expecting = string;
export type Id8 = string;
export type Type9 = "pass_turn";
export type Step2 = number;
export type Id9 = string;
export type Type10 = "come_back_to_me";
export type Step3 = number;
export type Id10 = string;
export type Type11 = "pause";
export type Id11 = string;
export type Type12 = "start";
export type Id12 = string;
export type Type13 = "next_step";
export type Expecting1 = number;
export type Id13 = string;
export type Type14 = "previous_step";
export type Expecting2 = number;
export type Id14 = string;
export type Type15 = "go_to_step";
export type Step4 = number;
export type Expecting3 = number;
export type Id15 = string;
export type Type16 = "add_time";
export type Seconds = number;
export type Id16 = string;
export type Type17 = "resume";
export type Id17 = string;
export type Type18 = "pass_lead";
export type Seat = string;
export type Id18 = string;
export type Type19 = "keep_cards";
export type Keep = boolean;
export type Id19 = string;
export type Type20 = "end";
export type Id20 = string;
export type Type21 = "show_card";
export type Card = string;
export type Id21 = string;
export type Type22 = "park_card";
export type Card1 = string;
export type Id22 = string;
export type Type23 = "answer_card";
export type Card2 = string;
export type Text1 = string;
export type Id23 = string;
export type Type24 = "admit";
export type Seat1 = string;
export type Id24 = string;
export type Type25 = "decline";
export type Seat2 = string;
export type Id25 = string;
export type Type26 = "open_answers";
export type Id26 = string;
export type Type27 = "move_person";
export type Seat3 = string;
export type To = number;
export type Id27 = string;
export type Type28 = "draw_again";
export type Expecting4 = number;
export type Type29 = "welcome";
export type Role = "participant" | "facilitator" | "wall";
export type Seat4 = string | null;
export type SeatKey1 = string | null;
export type Now = number;
export type Build = string;
export type CardsUrl = string;
export type CardWindowMs = number;
export type JoinUrl = string;
export type Led = "facilitator" | "peers";
export type Seen1 = string;
export type Type30 = "waiting";
export type Name2 = string;
export type Build1 = string;
export type Type31 = "pong";
export type Sent1 = number;
export type Now1 = number;
export type Rate = number;
export type Type32 = "ok";
export type Id28 = string;
export type Type33 = "refused";
export type Id29 = string;
export type Code1 = string;
export type Message = string;
export type Type34 = "go_away";
export type RetryAfterMs = number;
export type Step5 = number;
export type Version = number;
export type Type35 = "stage";
export type Section = "head";
export type Steps = number;
export type Opening = number;
export type Phase = "before" | "running" | "ended";
export type Kind = string;
export type StepId = string;
export type Title = string;
export type Body = string;
export type Alternative = string;
export type Gate = boolean;
export type Level = number;
export type EndsAt = number | null;
export type Paused = boolean;
export type RemainingMs = number | null;
export type TotalMs = number;
export type SessionTitle = string;
export type Led1 = "facilitator" | "peers";
export type Seat5 = string | null;
export type Name3 = string;
export type Here = boolean;
export type Say = string;
export type Watch = string;
export type Mend = string;
export type Part = CollectHead | RoundHead | null;
export type Kind1 = "collect";
export type Signed = "named" | "unsigned";
export type Label = string;
export type Opened = boolean;
export type Kind2 = "round";
export type Seat6 = string;
export type Name4 = string;
export type Since = number | null;
export type SecondsEach = number;
export type Done = number;
export type Of = number;
export type Step6 = number;
export type Version1 = number;
export type Type36 = "stage";
export type Section1 = "tally";
export type Here1 = number;
export type Part1 = AgreeTally | CollectTally | null;
export type Kind3 = "agree";
export type Yes = number;
export type Of1 = number;
export type Kind4 = "collect";
export type Given = number | null;
export type Of2 = number;
export type Step7 = number;
export type Version2 = number;
export type Type37 = "stage";
export type Section2 = "cards";
export type Ids = string[];
export type Id30 = string;
export type Window = number;
export type Weight = "thought" | "slow" | "stop";
export type State = "open" | "parked";
export type Text2 = string | null;
export type Answer = string | null;
export type Cards = OpenCard[];
export type Keep1 = boolean;
export type Step8 = number;
export type Version3 = number;
export type Type38 = "stage";
export type Section3 = "board";
export type Seat7 = string;
export type Name5 = string;
export type Line = "ok" | "lost";
export type Lead = boolean;
export type Hand1 = number | null;
export type People = PersonHere[];
export type Facilitators = string[];
export type Walls = number;
export type Part2 = CollectBoard | RoundBoard | PairsBoard | null;
export type Kind5 = "collect";
export type Id31 = string;
export type Text3 = string | null;
export type Name6 = string | null;
export type Answers = Answer1[];
export type Kind6 = "round";
export type Seat8 = string;
export type Name7 = string;
export type Turn = "spoke" | "passed" | "holds" | "waits";
export type Circle = Place[];
export type Kind7 = "pairs";
export type Draw = number;
export type Turns = boolean;
export type Place1 = number;
export type People1 = Person[];
export type Groups = PairGroup[];
export type Step9 = number;
export type Version4 = number;
export type Type39 = "seat";
export type Seat9 = string;
export type Name8 = string;
export type Accepted = boolean;
export type Lead1 = boolean;
export type Hand2 = boolean;
export type Part3 = AgreeSeat | CollectSeat | RoundSeat | PairsSeat | CloseSeat | null;
export type Kind8 = "agree";
export type Agreed = boolean;
export type Kind9 = "collect";
export type Yours = string | null;
export type Kind10 = "round";
export type Turn1 = "spoke" | "passed" | "holds" | "waits" | "out";
export type Ahead = number | null;
export type Kind11 = "pairs";
export type Place2 = number | null;
export type Partners = Person[];
export type Order = Person[];
export type RoomLink = string | null;
export type Turns1 = number;
export type Kind12 = "close";
export type Yours1 = string[];
export type Step10 = number;
export type Version5 = number;
export type Type40 = "console";
export type Section4 = "header";
export type Phase1 = "before" | "running" | "ended";
export type Title1 = string;
export type Module = string;
export type Led2 = "facilitator" | "peers";
export type Door = "auto" | "open" | "knock";
export type Code2 = string;
export type Title2 = string;
export type Kind13 = string;
export type Seconds1 = number;
export type Outline = OutlineStep[];
export type StartedAt = number | null;
export type PlannedMs = number;
export type AfterMs = number;
export type KeepCards1 = boolean;
export type Step11 = number;
export type Version6 = number;
export type Type41 = "console";
export type Section5 = "roster";
export type People2 = PersonHere[];
export type Seat10 = string;
export type Name9 = string;
export type Knocks = Knocking[];
export type Facilitators1 = string[];
export type Walls1 = number;
export type Unagreed = number;
export type Step12 = number;
export type Version7 = number;
export type Type42 = "console";
export type Section6 = "cards";
export type Id32 = string;
export type Window1 = number;
export type Weight1 = "thought" | "slow" | "stop";
export type To1 = "lead" | "all";
export type State1 = "open" | "parked";
export type Shown = boolean;
export type Text4 = string | null;
export type Answer2 = string | null;
export type Cards1 = ConsoleCard[];
export type Step13 = number;
export type Version8 = number;
export type Type43 = "console";
export type Section7 = "board";
export type Part4 = CollectConsole | PairsConsole | null;
export type Kind14 = "collect";
export type Given1 = string[];
export type Kind15 = "pairs";
export type Draw1 = number;
export type Place3 = number;
export type People3 = Person[];
export type RoomLink1 = string | null;
export type Reason = string;
export type Groups1 = ConsolePair[];
export type Apart = Person[];

/**
 * talkingpiece.v1: every message either way.
 */
export interface Protocol {
  hello?: Hello;
  participant_says?:
    Hello | Ping | Hand | Rename | Leave | AgreeCommand | Write | TakeBack | PassPiece | PassTurn | ComeBackToMe;
  peer_says?:
    | Hello
    | Ping
    | Hand
    | Rename
    | Leave
    | AgreeCommand
    | Write
    | TakeBack
    | PassPiece
    | PassTurn
    | ComeBackToMe
    | Pause;
  leading_peer_says?:
    | Hello
    | Ping
    | Hand
    | Rename
    | Leave
    | AgreeCommand
    | Write
    | TakeBack
    | PassPiece
    | PassTurn
    | ComeBackToMe
    | Pause
    | Start
    | NextStep
    | PreviousStep
    | GoToStep
    | AddTime
    | Resume
    | PassLead
    | KeepCards
    | End
    | ShowCard
    | ParkCard
    | AnswerCard
    | Admit
    | Decline
    | OpenAnswers
    | MovePerson
    | DrawAgain;
  facilitator_says?:
    | Hello
    | Ping
    | Start
    | NextStep
    | PreviousStep
    | GoToStep
    | AddTime
    | Pause
    | Resume
    | PassLead
    | KeepCards
    | End
    | ShowCard
    | ParkCard
    | AnswerCard
    | Admit
    | Decline
    | OpenAnswers
    | PassPiece
    | MovePerson
    | DrawAgain;
  wall_says?: Hello | Ping;
  server_says?:
    | Welcome
    | Waiting
    | Pong
    | Ok
    | No
    | GoAway
    | StageHead
    | StageTally
    | StageCards
    | StageBoard
    | SeatView
    | Header
    | Roster
    | ConsoleCards
    | ConsoleBoard;
}
/**
 * The first message, within 10 s. Exactly one of the keys or the code.
 *
 * `id`: 128 random bits made by the client (22 letters of base64url), so that a join whose answer was lost is found
 * again instead of leaving an empty chair; the seat key is derived from it. `seen`: the last one a `welcome` gave.
 */
export interface Hello {
  type?: Type;
  code?: Code;
  seat_key?: SeatKey;
  facilitator_key?: FacilitatorKey;
  wall_key?: WallKey;
  name?: Name;
  id?: Id;
  seen?: Seen;
}
/**
 * Measure the clock and show that the line is open. `sent` comes back as it was.
 */
export interface Ping {
  type?: Type1;
  sent: Sent;
}
/**
 * Raise or lower one's hand. Never stored.
 */
export interface Hand {
  id: Id1;
  type?: Type2;
  up: Up;
}
/**
 * Change the name on one's own place card.
 */
export interface Rename {
  id: Id2;
  type?: Type3;
  name: Name1;
}
/**
 * Leave on purpose. The place is kept; the seat key brings its owner back.
 */
export interface Leave {
  id: Id3;
  type?: Type4;
}
/**
 * I can keep to this.
 */
export interface AgreeCommand {
  id: Id4;
  type?: Type5;
}
/**
 * Give, or replace, one's named answer. `step` is the step (index) it was written for.
 */
export interface Write {
  id: Id5;
  type?: Type6;
  step: Step;
  text: Text;
}
/**
 * Withdraw one's named answer while it is not yet opened.
 */
export interface TakeBack {
  id: Id6;
  type?: Type7;
  step: Step1;
}
/**
 * I have spoken: the piece goes on. Whoever leads may do it for a holder who is not there.
 *
 * `expecting` is the holder (seat) the asker saw, so two taps pass the piece once.
 */
export interface PassPiece {
  id: Id7;
  type?: Type8;
  expecting: Expecting;
}
/**
 * I would rather not speak in this round. No reason is asked. `step`: the round (index) that was meant.
 */
export interface PassTurn {
  id: Id8;
  type?: Type9;
  step: Step2;
}
/**
 * Not yet: I would like to come last. `step`: the round (index) that was meant.
 */
export interface ComeBackToMe {
  id: Id9;
  type?: Type10;
  step: Step3;
}
/**
 * Hold the clock. In a peer-led session anyone may.
 */
export interface Pause {
  id: Id10;
  type?: Type11;
}
/**
 * Open the circle: the first step begins for everyone.
 */
export interface Start {
  id: Id11;
  type?: Type12;
}
/**
 * Move on. `expecting` is the step (index) that whoever leads was looking at, so a double tap opens one step.
 */
export interface NextStep {
  id: Id12;
  type?: Type13;
  expecting: Expecting1;
}
/**
 * Go back one step.
 */
export interface PreviousStep {
  id: Id13;
  type?: Type14;
  expecting: Expecting2;
}
/**
 * Go to any step (index from 0).
 */
export interface GoToStep {
  id: Id14;
  type?: Type15;
  step: Step4;
  expecting: Expecting3;
}
/**
 * Add seconds to the step that is on, or cut with a negative number.
 */
export interface AddTime {
  id: Id15;
  type?: Type16;
  seconds: Seconds;
}
/**
 * Let the clock run again with what was left.
 */
export interface Resume {
  id: Id16;
  type?: Type17;
}
/**
 * Hand the lead to another seat. Peer-led sessions only.
 */
export interface PassLead {
  id: Id17;
  type?: Type18;
  seat: Seat;
}
/**
 * Record the group's choice: do card texts stay in the report? The choice is shown to all.
 */
export interface KeepCards {
  id: Id18;
  type?: Type19;
  keep: Keep;
}
/**
 * Close the session. The code dies with it.
 */
export interface End {
  id: Id19;
  type?: Type20;
}
/**
 * Show a card to everyone, as it was written.
 */
export interface ShowCard {
  id: Id20;
  type?: Type21;
  card: Card;
}
/**
 * Set a card aside for later. Not in a peer-led session: there no single person can hold a card.
 */
export interface ParkCard {
  id: Id21;
  type?: Type22;
  card: Card1;
}
/**
 * Answer a card in words that everyone reads.
 */
export interface AnswerCard {
  id: Id22;
  type?: Type23;
  card: Card2;
  text: Text1;
}
/**
 * Open the door to somebody who knocks.
 */
export interface Admit {
  id: Id23;
  type?: Type24;
  seat: Seat1;
}
/**
 * Keep the door closed to somebody who knocks.
 */
export interface Decline {
  id: Id24;
  type?: Type25;
  seat: Seat2;
}
/**
 * Open all answers together.
 */
export interface OpenAnswers {
  id: Id25;
  type?: Type26;
}
/**
 * Put a seat into the group at this place (index from 0); one past the last opens a new place.
 */
export interface MovePerson {
  id: Id26;
  type?: Type27;
  seat: Seat3;
  to: To;
}
/**
 * Draw all pairs anew. `expecting` is the draw the asker saw.
 */
export interface DrawAgain {
  id: Id27;
  type?: Type28;
  expecting: Expecting4;
}
/**
 * You are in. `now`: server ms. `build`: changes with the client files. `cards_url`: where cards go, one for all.
 *
 * `seat_key` opens the same seat again from anywhere: treat it like a password. Cards open every `card_window_ms`.
 */
export interface Welcome {
  type?: Type29;
  role: Role;
  seat?: Seat4;
  seat_key?: SeatKey1;
  now: Now;
  build: Build;
  cards_url: CardsUrl;
  card_window_ms: CardWindowMs;
  join_url: JoinUrl;
  led: Led;
  seen: Seen1;
}
/**
 * The door is closed; whoever leads sees your knock.
 */
export interface Waiting {
  type?: Type30;
  name: Name2;
  build: Build1;
}
/**
 * `now`: server ms; `rate`: server ms per real ms, 1 except in rehearsal.
 */
export interface Pong {
  type?: Type31;
  sent: Sent1;
  now: Now1;
  rate?: Rate;
}
/**
 * Done, and kept.
 */
export interface Ok {
  type?: Type32;
  id: Id28;
}
/**
 * Not done. `code` is for programs, `message` for the person.
 */
export interface No {
  type?: Type33;
  id: Id29;
  code: Code1;
  message: Message;
}
/**
 * The server is about to close; come back after this many ms.
 */
export interface GoAway {
  type?: Type34;
  retry_after_ms: RetryAfterMs;
}
/**
 * The step and its clock. `kind` is `before` and `ended` outside the steps. `gate`: the agreement covers the step
 * for those who have not accepted it. `step_id` names the step for drafts; `opening` counts openings of steps.
 */
export interface StageHead {
  step: Step5;
  version?: Version;
  type?: Type35;
  section?: Section;
  steps: Steps;
  opening: Opening;
  phase: Phase;
  kind: Kind;
  step_id: StepId;
  title: Title;
  body: Body;
  alternative: Alternative;
  gate: Gate;
  level: Level;
  ends_at: EndsAt;
  paused: Paused;
  remaining_ms: RemainingMs;
  total_ms: TotalMs;
  session_title: SessionTitle;
  led: Led1;
  lead: Leader;
  notes: NotesPart | null;
  part: Part;
}
/**
 * Who leads. `seat` in a peer-led session only; `here` is false while their line is lost.
 */
export interface Leader {
  seat: Seat5;
  name: Name3;
  here: Here;
}
/**
 * Notes for whoever leads, as sanitised HTML: what to say, to watch for, and to do if it goes wrong.
 */
export interface NotesPart {
  say: Say;
  watch: Watch;
  mend: Mend;
}
/**
 * What is asked, and whether the answers are open.
 */
export interface CollectHead {
  kind?: Kind1;
  signed: Signed;
  label: Label;
  opened: Opened;
}
/**
 * Who has the piece, who is next, how far the round is. `since`: server ms at which the holder got it.
 */
export interface RoundHead {
  kind?: Kind2;
  holder: Person | null;
  next: Person | null;
  since: Since;
  seconds_each: SecondsEach;
  done: Done;
  of: Of;
}
/**
 * A seat and its name as others see it (two of one name can be told apart).
 */
export interface Person {
  seat: Seat6;
  name: Name4;
}
/**
 * Counts, never who. At most 4 a second.
 */
export interface StageTally {
  step: Step6;
  version?: Version1;
  type?: Type36;
  section?: Section1;
  here: Here1;
  part: Part1;
}
/**
 * How many said yes, of how many who are here.
 */
export interface AgreeTally {
  kind?: Kind3;
  yes: Yes;
  of: Of1;
}
/**
 * How many have answered; None for unsigned answers, whose running count could give somebody away.
 */
export interface CollectTally {
  kind?: Kind4;
  given: Given;
  of: Of2;
}
/**
 * `ids`: every card opened so far, so an author's panel knows that its own arrived. `cards`: those shown to all.
 * `keep`: the group chose to keep card texts in the report.
 */
export interface StageCards {
  step: Step7;
  version?: Version2;
  type?: Type37;
  section?: Section2;
  ids: Ids;
  cards: Cards;
  keep: Keep1;
}
/**
 * A card that everyone may read. `text` is None when it was removed.
 */
export interface OpenCard {
  id: Id30;
  window: Window;
  weight: Weight;
  state: State;
  text: Text2;
  answer: Answer;
}
/**
 * Everyone connected, walls and facilitators too: there are no hidden watchers. At most 2 a second.
 */
export interface StageBoard {
  step: Step8;
  version?: Version3;
  type?: Type38;
  section?: Section3;
  people: People;
  facilitators: Facilitators;
  walls: Walls;
  part: Part2;
}
/**
 * Somebody with a place. `hand`: their place in the order of raised hands, from 1.
 */
export interface PersonHere {
  seat: Seat7;
  name: Name5;
  line: Line;
  lead: Lead;
  hand: Hand1;
}
/**
 * The opened answers.
 */
export interface CollectBoard {
  kind?: Kind5;
  answers: Answers;
}
/**
 * One opened answer. `name` is None when unsigned; `text` is None when it was removed.
 */
export interface Answer1 {
  id: Id31;
  text: Text3;
  name: Name6;
}
/**
 * The circle, in its drawn order.
 */
export interface RoundBoard {
  kind?: Kind6;
  circle: Circle;
}
/**
 * One place in the circle.
 */
export interface Place {
  seat: Seat8;
  name: Name7;
  turn: Turn;
}
/**
 * Who is with whom. Room links are not on it: they are only for those who meet there.
 *
 * `turns`: everyone has an equal part of the time (pairs swap at half-time); else they talk in common.
 */
export interface PairsBoard {
  kind?: Kind7;
  draw: Draw;
  turns: Turns;
  groups: Groups;
}
/**
 * One pair (or trio, or four). `place` is its room number from 1; the first of `people` begins.
 */
export interface PairGroup {
  place: Place1;
  people: People1;
}
/**
 * What one seat sees beyond the stage.
 */
export interface SeatView {
  step: Step9;
  version?: Version4;
  type?: Type39;
  seat: Seat9;
  name: Name8;
  accepted: Accepted;
  lead: Lead1;
  hand: Hand2;
  part: Part3;
}
/**
 * Whether this seat said yes.
 */
export interface AgreeSeat {
  kind?: Kind8;
  agreed: Agreed;
}
/**
 * This seat's own named answer.
 */
export interface CollectSeat {
  kind?: Kind9;
  yours: Yours;
}
/**
 * This seat's own turn. `ahead`: how many come before it, None when it is not waiting.
 */
export interface RoundSeat {
  kind?: Kind10;
  turn: Turn1;
  ahead: Ahead;
}
/**
 * This seat's company. `partners` is empty when alone.
 *
 * `turns`: how many equal parts the time has; 0 for talk in common.
 */
export interface PairsSeat {
  kind?: Kind11;
  place: Place2;
  partners: Partners;
  order: Order;
  room_link: RoomLink;
  turns: Turns1;
}
/**
 * What this seat gave by name during the session, in the order of the steps.
 */
export interface CloseSeat {
  kind?: Kind12;
  yours: Yours1;
}
/**
 * The path, the notes of the step that is on (before the start: of the first), what comes next, the code to read
 * aloud. `planned_ms` is the whole module, `after_ms` all steps after this one.
 */
export interface Header {
  step: Step10;
  version?: Version5;
  type?: Type40;
  section?: Section4;
  phase: Phase1;
  title: Title1;
  module: Module;
  led: Led2;
  door: Door;
  code: Code2;
  outline: Outline;
  notes: NotesPart | null;
  next: OutlineStep | null;
  started_at: StartedAt;
  planned_ms: PlannedMs;
  after_ms: AfterMs;
  keep_cards: KeepCards1;
}
/**
 * A step in the path.
 */
export interface OutlineStep {
  title: Title2;
  kind: Kind13;
  seconds: Seconds1;
}
/**
 * Who is here. `lost`: seat -> server ms at which its line was lost; a lost line is not an absent person.
 *
 * `unagreed`: how many the step that is on waits for, because it needs their yes to the agreement; never who.
 */
export interface Roster {
  step: Step11;
  version?: Version6;
  type?: Type41;
  section?: Section5;
  people: People2;
  lost: Lost;
  knocks: Knocks;
  facilitators: Facilitators1;
  walls: Walls1;
  unagreed?: Unagreed;
}
export interface Lost {
  [k: string]: number;
}
/**
 * Somebody at the door.
 */
export interface Knocking {
  seat: Seat10;
  name: Name9;
}
/**
 * All opened cards, by window and random id.
 */
export interface ConsoleCards {
  step: Step12;
  version?: Version7;
  type?: Type42;
  section?: Section6;
  cards: Cards1;
}
/**
 * A card as those who lead see it: text and window only.
 */
export interface ConsoleCard {
  id: Id32;
  window: Window1;
  weight: Weight1;
  to: To1;
  state: State1;
  shown: Shown;
  text: Text4;
  answer: Answer2;
}
/**
 * The step's own part for those who lead, e.g. the board of pairs.
 */
export interface ConsoleBoard {
  step: Step13;
  version?: Version8;
  type?: Type43;
  section?: Section7;
  part: Part4;
}
/**
 * Who has a named answer (ids); empty for unsigned ones, by anybody's look.
 */
export interface CollectConsole {
  kind?: Kind14;
  given: Given1;
}
/**
 * The board: all groups by place, and who is in none.
 */
export interface PairsConsole {
  kind?: Kind15;
  draw: Draw1;
  groups: Groups1;
  apart: Apart;
}
/**
 * A group on the board of those who lead, with why it is as it is, in words.
 */
export interface ConsolePair {
  place: Place3;
  people: People3;
  room_link: RoomLink1;
  reason: Reason;
}
