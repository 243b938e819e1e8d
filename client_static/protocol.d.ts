/* Made from the server's messages by `make types`. Change those, not this file. */

export type Type = "hello";
export type Code = string | null;
export type SeatKey = string | null;
export type FacilitatorKey = string | null;
export type WallKey = string | null;
export type MemberKey = string | null;
export type Name = string | null;
export type Id = string | null;
export type Seen = string | null;
export type Type1 = "ping";
export type Sent = number;
export type Type2 = "blind";
/**
 * @minItems 1
 * @maxItems 64
 */
export type Tokens = [Blinded, ...Blinded[]];
export type Leaf = number;
export type Element = string;
export type Id1 = string;
export type Type3 = "hand";
export type Up = boolean;
export type Id2 = string;
export type Type4 = "rename";
export type Name1 = string;
export type Id3 = string;
export type Type5 = "leave";
export type Id4 = string;
export type Type6 = "own_card";
export type Card = string;
export type Sig = string;
export type Id5 = string;
export type Type7 = "agree";
export type Id6 = string;
export type Type8 = "write";
export type Step = number;
export type Text = string;
export type Id7 = string;
export type Type9 = "take_back";
export type Step1 = number;
export type Id8 = string;
export type Type10 = "pass_piece";
export type Expecting = string;
export type Id9 = string;
export type Type11 = "pass_turn";
export type Step2 = number;
export type Id10 = string;
export type Type12 = "come_back_to_me";
export type Step3 = number;
export type Id11 = string;
export type Step4 = number;
export type Type13 = "i_am_here";
export type Id12 = string;
export type Step5 = number;
export type Type14 = "sit_out";
export type Id13 = string;
export type Step6 = number;
export type Type15 = "not_with";
export type Seats = string[];
export type Id14 = string;
export type Step7 = number;
export type Type16 = "partner_missing";
export type Seat = string;
export type Id15 = string;
export type Step8 = number;
export type Type17 = "another_pair";
export type Id16 = string;
export type Step9 = number;
export type Type18 = "we_are_together";
export type Id17 = string;
export type Step10 = number;
export type Type19 = "call_lead";
export type On = boolean;
export type Id18 = string;
export type Step11 = number;
export type Type20 = "write_line";
export type Line = string;
export type About = string | null;
export type Text1 = string;
export type Id19 = string;
export type Step12 = number;
export type Type21 = "tick_line";
export type Line1 = string;
export type On1 = boolean;
export type Id20 = string;
export type Step13 = number;
export type Type22 = "drop_line";
export type Line2 = string;
export type Id21 = string;
export type Step14 = number;
export type Type23 = "pass_baton";
export type Expecting1 = number;
export type Id22 = string;
export type Type24 = "pause";
export type Id23 = string;
export type Type25 = "start";
export type Id24 = string;
export type Type26 = "next_step";
export type Expecting2 = number;
export type Id25 = string;
export type Type27 = "previous_step";
export type Expecting3 = number;
export type Id26 = string;
export type Type28 = "go_to_step";
export type Step15 = number;
export type Expecting4 = number;
export type Id27 = string;
export type Type29 = "start_window";
export type Seconds = number;
export type Last = boolean;
export type Id28 = string;
export type Type30 = "add_time";
export type Seconds1 = number;
export type Id29 = string;
export type Type31 = "resume";
export type Id30 = string;
export type Type32 = "pass_lead";
export type Seat1 = string;
export type Id31 = string;
export type Type33 = "end";
export type Id32 = string;
export type Type34 = "show_card";
export type Card1 = string;
export type Id33 = string;
export type Type35 = "hold_card";
export type Card2 = string;
export type Why = "names" | "care" | "later";
export type Id34 = string;
export type Type36 = "park_card";
export type Card3 = string;
export type Id35 = string;
export type Type37 = "done_card";
export type Card4 = string;
export type Id36 = string;
export type Type38 = "answer_card";
export type Card5 = string;
export type Text2 = string;
export type Id37 = string;
export type Type39 = "merge_cards";
export type Cards = string[];
export type Id38 = string;
export type Type40 = "raise_floor";
export type Floor = number;
export type Id39 = string;
export type Type41 = "allow_soon";
export type Allowed = boolean;
export type Id40 = string;
export type Type42 = "agree_threshold";
export type Metoos = number | null;
export type Id41 = string;
export type Type43 = "call_number";
export type Number = number;
export type Id42 = string;
export type Type44 = "keep_cards";
export type Keep = boolean;
export type Id43 = string;
export type Type45 = "admit";
export type Seat2 = string;
export type Id44 = string;
export type Type46 = "decline";
export type Seat3 = string;
export type Id45 = string;
export type Type47 = "open_answers";
export type Id46 = string;
export type Type48 = "count_in";
export type Seat4 = string;
export type Id47 = string;
export type Expecting5 = number;
export type Type49 = "plan_pairs";
export type Id48 = string;
export type Expecting6 = number;
export type Type50 = "open_pairs";
export type Id49 = string;
export type Expecting7 = number;
export type Type51 = "draw_again";
export type Id50 = string;
export type Expecting8 = number;
export type Type52 = "move_person";
export type Seat5 = string;
export type Was = number | null;
export type To = number | null;
export type Deliberate = boolean;
export type Id51 = string;
export type Expecting9 = number;
export type Type53 = "lock_pair";
export type Place = number;
export type On2 = boolean;
export type Id52 = string;
export type Expecting10 = number;
export type Type54 = "undo_move";
export type Id53 = string;
export type Expecting11 = number;
export type Type55 = "tell_pairs";
export type Text3 = string;
export type Place1 = number | null;
export type Id54 = string;
export type Expecting12 = number;
export type Type56 = "answer_call";
export type Place2 = number;
export type Coming = boolean;
export type Id55 = string;
export type Expecting13 = number;
export type Type57 = "call_back";
export type AtOnce = boolean;
export type Id56 = string;
export type Expecting14 = number;
export type Type58 = "extend_pairs";
export type Seconds2 = number;
export type Id57 = string;
export type Type59 = "set_rooms";
export type Links = string[];
export type Id58 = string;
export type Type60 = "lead_takes_part";
export type Joins = "out" | "in" | "spare";
export type Id59 = string;
export type Type61 = "open_window";
export type Type62 = "welcome";
export type Role = "participant" | "facilitator" | "wall";
export type Seat6 = string | null;
export type SeatKey1 = string | null;
export type Now = number;
export type Build = string;
export type CardsUrl = string;
export type Session = string;
export type Root = string;
export type Wrap = string | null;
export type BeatMs = number;
export type JoinUrl = string;
export type Led = "facilitator" | "peers";
export type Seen1 = string;
export type Type63 = "waiting";
export type Name2 = string;
export type Build1 = string;
export type Type64 = "pong";
export type Sent1 = number;
export type Now1 = number;
export type Rate = number;
export type Type65 = "ok";
export type Id60 = string;
export type Type66 = "refused";
export type Id61 = string;
export type Code1 = string;
export type Message = string;
export type Type67 = "go_away";
export type RetryAfterMs = number;
export type Type68 = "beat";
export type Beat1 = number;
export type Opening = boolean;
export type Soon = boolean;
export type Questions = string[];
export type Leaf1 = number | null;
export type Key = string | null;
export type Path = string[];
export type Type69 = "keys";
export type Thing = string;
export type Leaf2 = number;
export type Key1 = string;
export type Path1 = string[];
export type Things = ThingKey[];
export type Type70 = "issued";
export type Leaf3 = number;
export type Element1 = string | null;
export type Proof = string | null;
export type No1 = ("not_now" | "issued" | "unreadable") | null;
export type Tokens1 = Token[];
export type Step16 = number;
export type Version = number;
export type Type71 = "stage";
export type Section = "head";
export type Steps = number;
export type Opening1 = number;
export type Added = boolean;
export type Back = number | null;
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
export type Seat7 = string | null;
export type Name3 = string;
export type Here = boolean;
export type Say = string;
export type Watch = string;
export type Mend = string;
export type Part = CollectHead | RoundHead | PairsHead | WindowHead | null;
export type Kind1 = "collect";
export type Signed = "named" | "unsigned";
export type Label = string;
export type Opened = boolean;
export type Thing1 = string | null;
export type Called = boolean;
export type Kind2 = "round";
export type Seat8 = string;
export type Name4 = string;
export type Since = number | null;
export type SecondsEach = number;
export type Done = number;
export type Of = number;
export type Kind3 = "pairs";
export type Phase1 = "gathering" | "planned" | "talking" | "back";
export type Draw = number;
export type Half = boolean;
export type Size = number;
export type Turns = boolean;
export type Shares = boolean;
export type Kind4 = "window";
export type About1 = string;
export type Thing2 = string | null;
export type Last1 = boolean;
export type Called1 = boolean;
export type Left = boolean;
export type Opened1 = boolean;
export type N = number | null;
export type Standing = ("anonymous" | "unsigned" | "closed") | null;
export type Step17 = number;
export type Version1 = number;
export type Type72 = "stage";
export type Section1 = "tally";
export type Here1 = number;
export type Opens = number | null;
export type N1 = number;
export type Opens1 = number | null;
export type N2 = number;
export type Things1 = string[];
export type Taps = number;
export type Void = boolean;
export type Closing = boolean;
export type Closed = boolean;
export type Part1 = AgreeTally | CollectTally | PairsTally | null;
export type Kind5 = "agree";
export type Yes = number;
export type Of1 = number;
export type Kind6 = "collect";
export type Given = number | null;
export type Of2 = number;
export type Kind7 = "pairs";
export type Answered = number;
export type Of3 = number;
export type Step18 = number;
export type Version2 = number;
export type Type73 = "stage";
export type Section2 = "cards";
export type Ids = string[];
export type Withdrawn = string[];
export type Id62 = string;
export type Beat2 = number;
export type At = number;
export type N3 = number;
export type Standing1 = "anonymous" | "unsigned" | "closed";
export type To1 = "lead" | "all";
export type Weight = "thought" | "slow" | "stop";
export type State = "open" | "held" | "parked" | "done" | "withdrawn" | "merged";
export type Why1 = ("names" | "care" | "later") | null;
export type Text4 = string | null;
export type Answer = string | null;
export type Id63 = string;
export type Text5 = string | null;
export type N4 = number;
export type Standing2 = "anonymous" | "unsigned" | "closed";
export type Replies = OpenReply[];
export type Quick = ("yes" | "not_yet" | "thanks")[];
export type Metoos1 = number;
export type AtLeast = boolean;
export type Kept = boolean;
export type Owner = string | null;
export type Id64 = string;
export type Text6 = string | null;
export type Parts = OpenPart[];
export type Votes = boolean;
export type Cards1 = OpenCard[];
export type Id65 = string;
export type Why2 = "names" | "care" | "later";
export type Held = HeldCard[];
export type Card6 = string;
export type Sealed = string;
export type Letters = Letter[];
export type Beat3 = number;
export type At1 = number;
export type N5 = number;
export type Slow = number;
export type Stop = number;
export type Tries = number;
export type Taps1 = ShownTaps[];
export type Floor1 = number;
export type Soon1 = boolean;
export type Threshold = number | null;
export type Number1 = number | null;
export type Keep1 = boolean;
export type Step19 = number;
export type Version3 = number;
export type Type74 = "stage";
export type Section3 = "board";
export type Seat9 = string;
export type Name5 = string;
export type Line3 = "ok" | "lost";
export type Lead = boolean;
export type Hand1 = number | null;
export type People = PersonHere[];
export type Facilitators = string[];
export type Walls = number;
export type Part2 = CollectBoard | RoundBoard | PairsBoard | null;
export type Kind8 = "collect";
export type Id66 = string;
export type Text7 = string | null;
export type Name6 = string | null;
export type Answers = Answer1[];
export type N6 = number | null;
export type Standing3 = ("anonymous" | "unsigned" | "closed") | null;
export type Kind9 = "round";
export type Seat10 = string;
export type Name7 = string;
export type Turn = "spoke" | "passed" | "holds" | "waits";
export type Circle = Place3[];
export type Kind10 = "pairs";
export type Draw1 = number;
export type Turns1 = boolean;
export type Place4 = number;
export type People1 = Person[];
export type Groups = PairGroup[];
export type Lines = string[];
export type Introductions = Introduction[];
export type Turn1 = number;
export type Step20 = number;
export type Version4 = number;
export type Type75 = "seat";
export type Seat11 = string;
export type Name8 = string;
export type Accepted = boolean;
export type Title1 = string;
export type Body1 = string;
export type Lead1 = boolean;
export type Hand2 = boolean;
export type Part3 = AgreeSeat | CollectSeat | RoundSeat | PairsSeat | CloseSeat | null;
export type Kind11 = "agree";
export type Agreed = boolean;
export type Kind12 = "collect";
export type Yours = string | null;
export type Kind13 = "round";
export type Turn2 = "spoke" | "passed" | "holds" | "waits" | "out";
export type Ahead = number | null;
export type Kind14 = "pairs";
export type Being = "asked" | "counted" | "out" | "paired" | "waiting" | "with_lead" | "alone" | "missing" | "back";
export type Place5 = number | null;
export type Seat12 = string;
export type Name9 = string;
export type Pronoun = string;
export type Partners = Partner[];
export type Order = Person[];
export type RoomLink = string | null;
export type Turns2 = number;
export type Together = boolean;
export type CompanyBy = number | null;
export type Call = "no" | "asked" | "coming";
export type Told = string[];
export type Id67 = string;
export type Text8 = string;
export type Mine = boolean;
export type Ticked = boolean;
export type Released = boolean;
export type Drops = boolean;
export type Lines1 = PairLine[];
export type NotWith1 = string[];
export type Unwished = boolean;
export type Kind15 = "close";
export type Yours1 = string[];
export type Step21 = number;
export type Version5 = number;
export type Type76 = "console";
export type Section4 = "header";
export type Phase2 = "before" | "running" | "ended";
export type Title2 = string;
export type Module = string;
export type Led2 = "facilitator" | "peers";
export type Door = "auto" | "open" | "knock";
export type Code2 = string;
export type Title3 = string;
export type Kind16 = string;
export type Seconds3 = number;
export type Outline = OutlineStep[];
export type StartedAt = number | null;
export type PlannedMs = number;
export type AfterMs = number;
export type KeepCards1 = boolean;
export type Step22 = number;
export type Version6 = number;
export type Type77 = "console";
export type Section5 = "roster";
export type People2 = PersonHere[];
export type Seat13 = string;
export type Name10 = string;
export type Knocks = Knocking[];
export type Facilitators1 = string[];
export type Walls1 = number;
export type Unagreed1 = number;
export type Step23 = number;
export type Version7 = number;
export type Type78 = "console";
export type Section6 = "cards";
export type Id68 = string;
export type Beat4 = number;
export type At2 = number;
export type N7 = number;
export type Standing4 = "anonymous" | "unsigned" | "closed";
export type To2 = "lead" | "all";
export type Weight1 = "thought" | "slow" | "stop";
export type State1 = "open" | "held" | "parked" | "done" | "withdrawn" | "merged";
export type Why3 = ("names" | "care" | "later") | null;
export type Text9 = string | null;
export type Answer2 = string | null;
export type Replies1 = OpenReply[];
export type Quick1 = ("yes" | "not_yet" | "thanks")[];
export type Metoos2 = number;
export type AtLeast1 = boolean;
export type Kept1 = boolean;
export type Owner1 = string | null;
export type Parts1 = OpenPart[];
export type Votes1 = boolean;
export type Shown = boolean;
export type Cards2 = ConsoleCard[];
export type Step24 = number;
export type Version8 = number;
export type Type79 = "console";
export type Section7 = "board";
export type Part4 = CollectConsole | PairsConsole | null;
export type Kind17 = "collect";
export type Given1 = string[];
export type Kind18 = "pairs";
export type Phase3 = "gathering" | "planned" | "talking" | "back";
export type Draw2 = number;
export type Place6 = number;
export type People3 = Person[];
export type RoomLink1 = string | null;
export type Reason = string;
export type Locked = boolean;
export type Where = "planned" | "moving" | "together" | "returned" | "manual";
export type Call1 = "no" | "asked" | "coming";
export type CompanyBy1 = number | null;
export type Groups1 = ConsolePair[];
export type Apart = Person[];
export type Unasked = Person[];
export type Out = Person[];
export type Missing = Person[];
export type Alone = Person[];
export type Text10 = string;
export type Place7 = number | null;
export type Told1 = ToldPart[];
export type Lead2 = "out" | "in" | "spare";
export type Links1 = number;
export type Undo = boolean;
export type Repeats = number;
export type Bound = number;
export type Ahead1 = string[];
export type ShareBack = boolean;

/**
 * talkingpiece.v1: every message either way.
 */
export interface Protocol {
  hello?: Hello;
  participant_says?:
    | Hello
    | Ping
    | Blind
    | Hand
    | Rename
    | Leave
    | OwnCard
    | AgreeCommand
    | Write
    | TakeBack
    | PassPiece
    | PassTurn
    | ComeBackToMe
    | IAmHere
    | SitOut
    | NotWith
    | PartnerMissing
    | AnotherPair
    | WeAreTogether
    | CallLead
    | WriteLine
    | TickLine
    | DropLine
    | PassBaton;
  peer_says?:
    | Hello
    | Ping
    | Blind
    | Hand
    | Rename
    | Leave
    | OwnCard
    | AgreeCommand
    | Write
    | TakeBack
    | PassPiece
    | PassTurn
    | ComeBackToMe
    | IAmHere
    | SitOut
    | NotWith
    | PartnerMissing
    | AnotherPair
    | WeAreTogether
    | CallLead
    | WriteLine
    | TickLine
    | DropLine
    | PassBaton
    | Pause;
  leading_peer_says?:
    | Hello
    | Ping
    | Blind
    | Hand
    | Rename
    | Leave
    | OwnCard
    | AgreeCommand
    | Write
    | TakeBack
    | PassPiece
    | PassTurn
    | ComeBackToMe
    | IAmHere
    | SitOut
    | NotWith
    | PartnerMissing
    | AnotherPair
    | WeAreTogether
    | CallLead
    | WriteLine
    | TickLine
    | DropLine
    | PassBaton
    | Pause
    | Start
    | NextStep
    | PreviousStep
    | GoToStep
    | StartWindow
    | AddTime
    | Resume
    | PassLead
    | End
    | ShowCard
    | HoldCard
    | ParkCard
    | DoneCard
    | AnswerCard
    | MergeCards
    | RaiseFloor
    | AllowSoon
    | AgreeThreshold
    | CallNumber
    | KeepCards
    | Admit
    | Decline
    | OpenAnswers
    | CountIn
    | PlanPairs
    | OpenPairs
    | DrawAgain
    | MovePerson
    | LockPair
    | UndoMove
    | TellPairs
    | AnswerCall
    | CallBack
    | ExtendPairs
    | SetRooms
    | LeadTakesPart
    | OpenWindow;
  facilitator_says?:
    | Hello
    | Ping
    | Start
    | NextStep
    | PreviousStep
    | GoToStep
    | StartWindow
    | AddTime
    | Pause
    | Resume
    | PassLead
    | End
    | ShowCard
    | HoldCard
    | ParkCard
    | DoneCard
    | AnswerCard
    | MergeCards
    | RaiseFloor
    | AllowSoon
    | AgreeThreshold
    | CallNumber
    | KeepCards
    | Admit
    | Decline
    | OpenAnswers
    | PassPiece
    | CountIn
    | PartnerMissing
    | PlanPairs
    | OpenPairs
    | DrawAgain
    | MovePerson
    | LockPair
    | UndoMove
    | TellPairs
    | AnswerCall
    | CallBack
    | ExtendPairs
    | SetRooms
    | LeadTakesPart
    | PassBaton
    | OpenWindow;
  wall_says?: Hello | Ping;
  server_says?:
    | Welcome
    | Waiting
    | Pong
    | Ok
    | No
    | GoAway
    | Beat
    | Keys
    | Issued
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
 * `member_key`: the personal link of a group's member, which leads to the circle the group has open.
 */
export interface Hello {
  type?: Type;
  code?: Code;
  seat_key?: SeatKey;
  facilitator_key?: FacilitatorKey;
  wall_key?: WallKey;
  member_key?: MemberKey;
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
 * Ask for tokens: at every beat for the beat after next, and for every new thing. Never on a wish to write.
 */
export interface Blind {
  type?: Type2;
  tokens: Tokens;
}
/**
 * A token that is asked for: the leaf whose key shall sign it, and 32 blinded bytes in base64url.
 */
export interface Blinded {
  leaf: Leaf;
  element: Element;
}
/**
 * Raise or lower one's hand. Never stored.
 */
export interface Hand {
  id: Id1;
  type?: Type3;
  up: Up;
}
/**
 * Change the name on one's own place card.
 */
export interface Rename {
  id: Id2;
  type?: Type4;
  name: Name1;
}
/**
 * Leave on purpose. The place is kept; the seat key brings its owner back.
 */
export interface Leave {
  id: Id3;
  type?: Type5;
}
/**
 * Say by name: this card is mine. `sig`: by the card's key, over card and seat; base64url.
 */
export interface OwnCard {
  id: Id4;
  type?: Type6;
  card: Card;
  sig: Sig;
}
/**
 * I can keep to this.
 */
export interface AgreeCommand {
  id: Id5;
  type?: Type7;
}
/**
 * Give, or replace, one's named answer. `step` is the step (index) it was written for.
 */
export interface Write {
  id: Id6;
  type?: Type8;
  step: Step;
  text: Text;
}
/**
 * Withdraw one's named answer while it is not yet opened.
 */
export interface TakeBack {
  id: Id7;
  type?: Type9;
  step: Step1;
}
/**
 * I have spoken: the piece goes on. Whoever leads may do it for a holder who is not there.
 *
 * `expecting` is the holder (seat) the asker saw, so two taps pass the piece once.
 */
export interface PassPiece {
  id: Id8;
  type?: Type10;
  expecting: Expecting;
}
/**
 * I would rather not speak in this round. No reason is asked. `step`: the round (index) that was meant.
 */
export interface PassTurn {
  id: Id9;
  type?: Type11;
  step: Step2;
}
/**
 * Not yet: I would like to come last. `step`: the round (index) that was meant.
 */
export interface ComeBackToMe {
  id: Id10;
  type?: Type12;
  step: Step3;
}
/**
 * Count me in. Nobody is put together with an empty chair: who has not said this is in no plan.
 *
 * Also the way back for somebody who sat out, came late, or was taken for absent.
 */
export interface IAmHere {
  id: Id11;
  step: Step4;
  type?: Type13;
}
/**
 * Without a pair this time. Nobody asks why.
 */
export interface SitOut {
  id: Id12;
  step: Step5;
  type?: Type14;
}
/**
 * The seats this one would rather not be put together with: a whole new list. Nobody else is ever shown it.
 */
export interface NotWith {
  id: Id13;
  step: Step6;
  type?: Type15;
  seats: Seats;
}
/**
 * Somebody of one's own pair is not there. Those who lead may say it of anybody.
 */
export interface PartnerMissing {
  id: Id14;
  step: Step7;
  type?: Type16;
  seat: Seat;
}
/**
 * Somebody was put by hand with a person they had asked not to be with: find other company, quietly.
 */
export interface AnotherPair {
  id: Id15;
  step: Step8;
  type?: Type17;
}
/**
 * The pair has found each other.
 */
export interface WeAreTogether {
  id: Id16;
  step: Step9;
  type?: Type18;
}
/**
 * The pair asks whoever leads to come, or does no longer.
 */
export interface CallLead {
  id: Id17;
  step: Step10;
  type?: Type19;
  on: On;
}
/**
 * Write a line into the pair's note. `line`: made by the client, 22 letters. `about`: the seat it is about, whose
 * word alone releases it; None: about all of the pair, and all must tick it. Up to 200 letters.
 */
export interface WriteLine {
  id: Id18;
  step: Step11;
  type?: Type20;
  line: Line;
  about: About;
  text: Text1;
}
/**
 * The group may hear this line, as far as I am concerned; or not any more. Not after the round.
 */
export interface TickLine {
  id: Id19;
  step: Step12;
  type?: Type21;
  line: Line1;
  on: On1;
}
/**
 * Take a line out: the one who wrote it, or the one it is about.
 */
export interface DropLine {
  id: Id20;
  step: Step13;
  type?: Type22;
  line: Line2;
}
/**
 * This introduction is done. `expecting`: its index, so that a double tap passes one on.
 */
export interface PassBaton {
  id: Id21;
  step: Step14;
  type?: Type23;
  expecting: Expecting1;
}
/**
 * Hold the clock. In a peer-led session anyone may.
 */
export interface Pause {
  id: Id22;
  type?: Type24;
}
/**
 * Open the circle: the first step begins for everyone.
 */
export interface Start {
  id: Id23;
  type?: Type25;
}
/**
 * Move on. `expecting` is the step (index) that whoever leads was looking at, so a double tap opens one step.
 */
export interface NextStep {
  id: Id24;
  type?: Type26;
  expecting: Expecting2;
}
/**
 * Go back one step.
 */
export interface PreviousStep {
  id: Id25;
  type?: Type27;
  expecting: Expecting3;
}
/**
 * Go to any step (index from 0).
 */
export interface GoToStep {
  id: Id26;
  type?: Type28;
  step: Step15;
  expecting: Expecting4;
}
/**
 * Let us all take a moment to write: a window step in between, after which the group goes on where it was.
 *
 * `seconds`: 120 to 900. `last`: these are the last words before the circle is closed.
 */
export interface StartWindow {
  id: Id27;
  type?: Type29;
  seconds: Seconds;
  last: Last;
}
/**
 * Add seconds to the step that is on, or cut with a negative number.
 */
export interface AddTime {
  id: Id28;
  type?: Type30;
  seconds: Seconds1;
}
/**
 * Let the clock run again with what was left.
 */
export interface Resume {
  id: Id29;
  type?: Type31;
}
/**
 * Hand the lead to another seat. Peer-led sessions only.
 */
export interface PassLead {
  id: Id30;
  type?: Type32;
  seat: Seat1;
}
/**
 * Close the session. The code dies with it.
 */
export interface End {
  id: Id31;
  type?: Type33;
}
/**
 * Show a card to everyone, as it was written; take it up again, when it was held, parked or done.
 */
export interface ShowCard {
  id: Id32;
  type?: Type34;
  card: Card1;
}
/**
 * Hold a card back, and say why: it names somebody, needs care, or comes later. Not in a peer-led session.
 */
export interface HoldCard {
  id: Id33;
  type?: Type35;
  card: Card2;
  why: Why;
}
/**
 * Set a card aside for later. Not in a peer-led session: there no single person can hold a card.
 */
export interface ParkCard {
  id: Id34;
  type?: Type36;
  card: Card3;
}
/**
 * The group has dealt with a card.
 */
export interface DoneCard {
  id: Id35;
  type?: Type37;
  card: Card4;
}
/**
 * Answer a card: in words that everyone reads when the card is shown, else in words for its author alone.
 */
export interface AnswerCard {
  id: Id36;
  type?: Type38;
  card: Card5;
  text: Text2;
}
/**
 * Put 2 to 8 cards together that say the same. Whoever said me-too to one of them has said it to all.
 */
export interface MergeCards {
  id: Id37;
  type?: Type39;
  cards: Cards;
}
/**
 * Below this many people nothing opens any more: 3 to 1000, and only ever upward.
 */
export interface RaiseFloor {
  id: Id38;
  type?: Type40;
  floor: Floor;
}
/**
 * May words that cannot wait open at the next beat?
 */
export interface AllowSoon {
  id: Id39;
  type?: Type41;
  allowed: Allowed;
}
/**
 * The group agreed: at so many me-toos (2 to 1000) to one card the clock is held. None: at no number.
 */
export interface AgreeThreshold {
  id: Id40;
  type?: Type42;
  metoos: Metoos;
}
/**
 * The number, 0 to 99, that somebody called aloud: every panel now shows the words that belong to it.
 */
export interface CallNumber {
  id: Id41;
  type?: Type43;
  number: Number;
}
/**
 * Record the group's choice: do card texts stay in the report? The choice is shown to all.
 */
export interface KeepCards {
  id: Id42;
  type?: Type44;
  keep: Keep;
}
/**
 * Open the door to somebody who knocks.
 */
export interface Admit {
  id: Id43;
  type?: Type45;
  seat: Seat2;
}
/**
 * Keep the door closed to somebody who knocks.
 */
export interface Decline {
  id: Id44;
  type?: Type46;
  seat: Seat3;
}
/**
 * Open all answers together: named ones at once, unsigned ones at the next opening.
 */
export interface OpenAnswers {
  id: Id45;
  type?: Type47;
}
/**
 * This person is in the call, though their panel is silent.
 */
export interface CountIn {
  id: Id46;
  type?: Type48;
  seat: Seat4;
}
/**
 * Plan with those who are counted.
 */
export interface PlanPairs {
  id: Id47;
  expecting: Expecting5;
  type?: Type49;
}
/**
 * Let the pairs talk; without a plan yet, plan and open.
 */
export interface OpenPairs {
  id: Id48;
  expecting: Expecting6;
  type?: Type50;
}
/**
 * Draw again: before the opening all but what is locked; while they talk only those without a pair; afterwards
 * another round.
 */
export interface DrawAgain {
  id: Id49;
  expecting: Expecting7;
  type?: Type51;
}
/**
 * Put a seat into the group at this place (index from 0; one past the last opens a new one; None: into none).
 *
 * `was`: the place at which the asker saw them. `deliberate`: also against a rule; asked once, then recorded.
 */
export interface MovePerson {
  id: Id50;
  expecting: Expecting8;
  type?: Type52;
  seat: Seat5;
  was: Was;
  to: To;
  deliberate?: Deliberate;
}
/**
 * Keep this group when the rest is drawn again, or no longer.
 */
export interface LockPair {
  id: Id51;
  expecting: Expecting9;
  type?: Type53;
  place: Place;
  on: On2;
}
/**
 * Take back the last move by hand of this draw.
 */
export interface UndoMove {
  id: Id52;
  expecting: Expecting10;
  type?: Type54;
}
/**
 * A line shown quietly in every pair's panel, or in one pair's. Up to 200 letters.
 */
export interface TellPairs {
  id: Id53;
  expecting: Expecting11;
  type?: Type55;
  text: Text3;
  place: Place1;
}
/**
 * Somebody is coming to this place; or has been there.
 */
export interface AnswerCall {
  id: Id54;
  expecting: Expecting12;
  type?: Type56;
  place: Place2;
  coming: Coming;
}
/**
 * Call all pairs back: they have 30 seconds for a last sentence, or none when it is `at_once`.
 *
 * Two of those who lead may tap in the same moment: only `at_once` cuts anybody off.
 */
export interface CallBack {
  id: Id55;
  expecting: Expecting13;
  type?: Type57;
  at_once?: AtOnce;
}
/**
 * Add seconds to the round that runs, or cut with a negative number.
 */
export interface ExtendPairs {
  id: Id56;
  expecting: Expecting14;
  type?: Type58;
  seconds: Seconds2;
}
/**
 * Links of rooms, one a place, or a single one with {room} in it. None at all: rooms are opened by hand.
 */
export interface SetRooms {
  id: Id57;
  type?: Type59;
  links: Links;
}
/**
 * Does the facilitator take part in the pairs: no, yes, or only when somebody would be left over?
 */
export interface LeadTakesPart {
  id: Id58;
  type?: Type60;
  joins: Joins;
}
/**
 * Everybody is done: open the words before the time is over, at the next opening that may be.
 */
export interface OpenWindow {
  id: Id59;
  type?: Type61;
}
/**
 * You are in. `now`: server ms. `build`: changes with the client files. `cards_url`: where packets go, one for all.
 *
 * `seat_key` opens the same seat again from anywhere: treat it like a password. `session`: what packets and acts are
 * signed for. `root` (32 bytes, base64url) stands for all keys of the session; the join link carries a part of it. It
 * is empty once the session is over.
 * `wrap` (32 bytes): the key of this seat's pocket. A beat lasts `beat_ms`.
 */
export interface Welcome {
  type?: Type62;
  role: Role;
  seat?: Seat6;
  seat_key?: SeatKey1;
  now: Now;
  build: Build;
  cards_url: CardsUrl;
  session: Session;
  root: Root;
  wrap?: Wrap;
  beat_ms: BeatMs;
  join_url: JoinUrl;
  led: Led;
  seen: Seen1;
}
/**
 * The door is closed; whoever leads sees your knock.
 */
export interface Waiting {
  type?: Type63;
  name: Name2;
  build: Build1;
}
/**
 * `now`: server ms; `rate`: server ms per real ms, 1 except in rehearsal.
 */
export interface Pong {
  type?: Type64;
  sent: Sent1;
  now: Now1;
  rate?: Rate;
}
/**
 * Done, and kept.
 */
export interface Ok {
  type?: Type65;
  id: Id60;
}
/**
 * Not done. `code` is for programs, `message` for the person.
 */
export interface No {
  type?: Type66;
  id: Id61;
  code: Code1;
  message: Message;
}
/**
 * The server is about to close; come back after this many ms.
 */
export interface GoAway {
  type?: Type67;
  retry_after_ms: RetryAfterMs;
}
/**
 * A beat begins; the same bytes for everybody with a place. In the handler of this very message each panel posts
 * its packet for `beat`, then asks for a token of `leaf`.
 *
 * `opening`: all words may be in it; `soon`: words that cannot wait may. `questions`: things whose answers open with
 * it, and cards and replies that were sealed for one of them: while everybody was asked to be quiet and write.
 * `key` and `path` (32 bytes each, base64url) belong to `leaf`; it is None when the beats of a session are used up.
 */
export interface Beat {
  type?: Type68;
  beat: Beat1;
  opening: Opening;
  soon: Soon;
  questions: Questions;
  leaf: Leaf1;
  key: Key;
  path: Path;
}
/**
 * All things that can be voted on just now. The same bytes for everybody with a place, whenever it changes.
 */
export interface Keys {
  type?: Type69;
  things: Things;
}
/**
 * The key under which ballots on a thing (a card) are cast, and the path that leads from it to the root.
 */
export interface ThingKey {
  thing: Thing;
  leaf: Leaf2;
  key: Key1;
  path: Path1;
}
/**
 * Tokens, signed blind, in the order in which they were asked for.
 */
export interface Issued {
  type?: Type70;
  tokens: Tokens1;
}
/**
 * The answer for one leaf: the element evaluated (32 bytes) and the proof (64 bytes), or why there is none.
 */
export interface Token {
  leaf: Leaf3;
  element?: Element1;
  proof?: Proof;
  no?: No1;
}
/**
 * The step and its clock. `kind` is `before` and `ended` outside the steps. `gate`: the agreement covers the step
 * for those who have not accepted it. `step_id` names the step for drafts; `opening` counts openings of steps.
 * `steps`: how many the module has. `added`: this one is an interlude, and not among them; the group goes `back` to
 * this step (index) from it.
 */
export interface StageHead {
  step: Step16;
  version?: Version;
  type?: Type71;
  section?: Section;
  steps: Steps;
  opening: Opening1;
  added?: Added;
  back?: Back;
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
  seat: Seat7;
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
 * What is asked, and whether the answers are open. `thing`: what unsigned answers are written for, while they are
 * taken; `called`: they are to open at the next opening.
 */
export interface CollectHead {
  kind?: Kind1;
  signed: Signed;
  label: Label;
  opened: Opened;
  thing?: Thing1;
  called?: Called;
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
  seat: Seat8;
  name: Name4;
}
/**
 * Where the round is. `draw` counts the plans of this step. `half`: half-time has passed. `shares`: afterwards the
 * group is told what the pairs release.
 */
export interface PairsHead {
  kind?: Kind3;
  phase: Phase1;
  draw: Draw;
  half: Half;
  size: Size;
  turns: Turns;
  shares: Shares;
}
/**
 * What is asked, and whether its opening has been. `thing`: what cards are written for until then; `called`: it
 * comes as soon as may be; `left`: it was broken off, and has no opening. `last`: the last words before the circle is
 * closed; all that is sealed opens with them. `n`, `standing`: at least how many people could have written, and what
 * that is worth.
 */
export interface WindowHead {
  kind?: Kind4;
  about: About1;
  thing?: Thing2;
  last?: Last1;
  called?: Called1;
  left?: Left;
  opened?: Opened1;
  n?: N;
  standing?: Standing;
}
/**
 * Counts, never who. At most 4 a second. `box`: the channel of cards; None when there is none just now.
 */
export interface StageTally {
  step: Step17;
  version?: Version1;
  type?: Type72;
  section?: Section1;
  here: Here1;
  box: BoxNow | null;
  part: Part1;
}
/**
 * The channel at this moment. `opens`: server ms at which words open next, whatever they were written for; None
 * when that will not be. `n`: for words, `taps`: for taps, `since`: for more about a card, by its beat: at least so
 * many others to be one of. `asked`: of what is written for the step that is on; None: nothing is. `things`: whatever
 * is to open at an end of its own, and has not.
 *
 * `void`: the last beat opened nothing, because the channel was flooded or nothing could be kept. `closing`: the last
 * words were opened; from then on one writes only what cannot wait, or while all are quiet. `closed`: for good.
 */
export interface BoxNow {
  opens: Opens;
  n: N1;
  asked: AskedNow | null;
  things: Things1;
  taps: Taps;
  since: Since1;
  void: Void;
  closing: Closing;
  closed: Closed;
}
/**
 * What is written for the step that is on. `opens`: server ms at which it opens; None: nobody knows yet. `n`: at
 * least so many others to be one of.
 */
export interface AskedNow {
  opens: Opens1;
  n: N2;
}
export interface Since1 {
  [k: string]: number;
}
/**
 * How many said yes, of how many who are here.
 */
export interface AgreeTally {
  kind?: Kind5;
  yes: Yes;
  of: Of1;
}
/**
 * How many have answered; None for unsigned answers, whose running count could give somebody away.
 */
export interface CollectTally {
  kind?: Kind6;
  given: Given;
  of: Of2;
}
/**
 * How many have said whether they are here, of how many; never who.
 */
export interface PairsTally {
  kind?: Kind7;
  answered: Answered;
  of: Of3;
}
/**
 * `ids`: everything that ever opened, cards, replies, taps, unsigned answers, so that an author's panel knows what
 * arrived; `withdrawn`: the cards that their authors took back; `marks`: how the ballots begin that were counted, by
 * card. `cards`: those shown to all, by beat and random id; `held`: those held back. `letters`: answers for the
 * authors of cards. `taps`: beat by beat.
 *
 * `floor`: below this many nothing opens; `soon`: words may open at the next beat; `threshold`: at so many me-toos the
 * clock is held; `number`: the one called aloud. `keep`: the group chose to keep card texts in the report.
 */
export interface StageCards {
  step: Step18;
  version?: Version2;
  type?: Type73;
  section?: Section2;
  ids: Ids;
  withdrawn: Withdrawn;
  marks: Marks;
  cards: Cards1;
  held: Held;
  letters: Letters;
  taps: Taps1;
  floor: Floor1;
  soon: Soon1;
  threshold: Threshold;
  number: Number1;
  keep: Keep1;
}
export interface Marks {
  [k: string]: string[];
}
/**
 * A card. `at`: when its beat began; `n`: at least so many could have written it, and `standing`, what may be said
 * of that. `text` is None when it was removed or taken back; of a card with `parts` the words are in them.
 *
 * `answer`: of those who lead. `quick`: ready-made replies, oldest first. `metoos`: exact, or `at_least` so many.
 * `kept`: the agreed number was reached. `owner`: the name of somebody who said that it is theirs. `votes`: one can
 * say me-too to it.
 */
export interface OpenCard {
  id: Id62;
  beat: Beat2;
  at: At;
  n: N3;
  standing: Standing1;
  to: To1;
  weight: Weight;
  state: State;
  why: Why1;
  text: Text4;
  answer: Answer;
  replies: Replies;
  quick: Quick;
  metoos: Metoos1;
  at_least: AtLeast;
  kept: Kept;
  owner: Owner;
  parts: Parts;
  votes: Votes;
}
/**
 * Further words by a card's author. `text` is None when it was removed.
 */
export interface OpenReply {
  id: Id63;
  text: Text5;
  n: N4;
  standing: Standing2;
}
/**
 * One of the cards that a card was put together from. `text` is None when it was removed, and empty for a card
 * that was itself put together: its parts stand beside it.
 */
export interface OpenPart {
  id: Id64;
  text: Text6;
}
/**
 * A card that is held back, and why: its author knows that it arrived, and all know that there is one.
 */
export interface HeldCard {
  id: Id65;
  why: Why2;
}
/**
 * An answer that only the author of a card can read, whose panel has the key. Base64url, all of one length.
 */
export interface Letter {
  card: Card6;
  sealed: Sealed;
}
/**
 * The taps of one beat: how many of each, by at least how many.
 */
export interface ShownTaps {
  beat: Beat3;
  at: At1;
  n: N5;
  slow: Slow;
  stop: Stop;
  tries: Tries;
}
/**
 * Everyone connected, walls and facilitators too: there are no hidden watchers. At most 2 a second.
 */
export interface StageBoard {
  step: Step19;
  version?: Version3;
  type?: Type74;
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
  seat: Seat9;
  name: Name5;
  line: Line3;
  lead: Lead;
  hand: Hand1;
}
/**
 * The opened answers. `n`, `standing`: of unsigned ones, at least how many people could have written, and what that
 * is worth; below three they stay closed.
 */
export interface CollectBoard {
  kind?: Kind8;
  answers: Answers;
  n?: N6;
  standing?: Standing3;
}
/**
 * One opened answer. `name` is None when unsigned; `text` is None when it was removed.
 */
export interface Answer1 {
  id: Id66;
  text: Text7;
  name: Name6;
}
/**
 * The circle, in its drawn order.
 */
export interface RoundBoard {
  kind?: Kind9;
  circle: Circle;
}
/**
 * One place in the circle.
 */
export interface Place3 {
  seat: Seat10;
  name: Name7;
  turn: Turn;
}
/**
 * Who is with whom while they talk; before, nobody but those who lead knows the plan. Room links are not on it:
 * they are only for those who meet there. Afterwards `introductions` in their order; `turn` is the index of the one
 * that is on.
 */
export interface PairsBoard {
  kind?: Kind10;
  draw: Draw1;
  turns: Turns1;
  groups: Groups;
  introductions: Introductions;
  turn: Turn1;
}
/**
 * One pair (or trio, or four). `place` is its room number from 1; the first of `people` begins.
 */
export interface PairGroup {
  place: Place4;
  people: People1;
}
/**
 * One introduces another with what that one released, and what both did.
 */
export interface Introduction {
  by: Person;
  whom: Person;
  lines: Lines;
}
/**
 * What one seat sees beyond the stage. `unagreed`: what comes first before anything without a name, where the stage
 * does not show it.
 */
export interface SeatView {
  step: Step20;
  version?: Version4;
  type?: Type75;
  seat: Seat11;
  name: Name8;
  accepted: Accepted;
  unagreed: Unagreed | null;
  lead: Lead1;
  hand: Hand2;
  part: Part3;
}
/**
 * The agreement, for somebody who came after it was made and has not said yes. `body`: HTML.
 */
export interface Unagreed {
  title: Title1;
  body: Body1;
}
/**
 * Whether this seat said yes.
 */
export interface AgreeSeat {
  kind?: Kind11;
  agreed: Agreed;
}
/**
 * This seat's own named answer.
 */
export interface CollectSeat {
  kind?: Kind12;
  yours: Yours;
}
/**
 * This seat's own turn. `ahead`: how many come before it, None when it is not waiting.
 */
export interface RoundSeat {
  kind?: Kind13;
  turn: Turn2;
  ahead: Ahead;
}
/**
 * This seat's company.
 *
 * `being`: asked (are you there?), counted, out (sits out), paired, waiting (alone; company comes by itself at
 * `company_by`, server ms), with_lead or alone (no pair could be found), missing (taken for absent; one tap brings
 * them back), back. `order`: who speaks in which part of the time; `turns`: how many equal parts it has, 0 for talk in
 * common. `room`: its number; `room_link`: https, None when whoever leads opens the room by hand. `told`: messages of
 * whoever leads. `not_with`: this seat's own wishes; `unwished`: the pair was made by hand against one of them.
 */
export interface PairsSeat {
  kind?: Kind14;
  being: Being;
  place: Place5;
  partners: Partners;
  order: Order;
  room_link: RoomLink;
  turns: Turns2;
  together: Together;
  company_by: CompanyBy;
  call: Call;
  told: Told;
  lines: Lines1;
  not_with: NotWith1;
  unwished: Unwished;
}
/**
 * Somebody in one's own pair.
 */
export interface Partner {
  seat: Seat12;
  name: Name9;
  pronoun: Pronoun;
}
/**
 * A line of the pair's note. `about` None: about all of the pair. `mine`: may I release it; `ticked`: have I.
 * `released`: everybody whose word it needs has ticked it. `drops`: may I take it out.
 */
export interface PairLine {
  id: Id67;
  text: Text8;
  about: Person | null;
  mine: Mine;
  ticked: Ticked;
  released: Released;
  drops: Drops;
}
/**
 * What this seat gave by name during the session, in the order of the steps.
 */
export interface CloseSeat {
  kind?: Kind15;
  yours: Yours1;
}
/**
 * The path, the notes of the step that is on (before the start: of the first), what comes next, the code to read
 * aloud. `planned_ms` is the whole module, `after_ms` all that comes after this step. Interludes are not in the path;
 * what comes next after one is the step it interrupted.
 */
export interface Header {
  step: Step21;
  version?: Version5;
  type?: Type76;
  section?: Section4;
  phase: Phase2;
  title: Title2;
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
  title: Title3;
  kind: Kind16;
  seconds: Seconds3;
}
/**
 * Who is here. `lost`: seat -> server ms at which its line was lost; a lost line is not an absent person.
 *
 * `unagreed`: how many the step that is on waits for, because it needs their yes to the agreement; never who.
 */
export interface Roster {
  step: Step22;
  version?: Version6;
  type?: Type77;
  section?: Section5;
  people: People2;
  lost: Lost;
  knocks: Knocks;
  facilitators: Facilitators1;
  walls: Walls1;
  unagreed?: Unagreed1;
}
export interface Lost {
  [k: string]: number;
}
/**
 * Somebody at the door.
 */
export interface Knocking {
  seat: Seat13;
  name: Name10;
}
/**
 * All opened cards, by beat and random id; a card that is part of another stands within it.
 */
export interface ConsoleCards {
  step: Step23;
  version?: Version7;
  type?: Type78;
  section?: Section6;
  cards: Cards2;
}
/**
 * A card as those who lead see it: nothing more than the card. `shown`: everyone may read it.
 */
export interface ConsoleCard {
  id: Id68;
  beat: Beat4;
  at: At2;
  n: N7;
  standing: Standing4;
  to: To2;
  weight: Weight1;
  state: State1;
  why: Why3;
  text: Text9;
  answer: Answer2;
  replies: Replies1;
  quick: Quick1;
  metoos: Metoos2;
  at_least: AtLeast1;
  kept: Kept1;
  owner: Owner1;
  parts: Parts1;
  votes: Votes1;
  shown: Shown;
}
/**
 * The step's own part for those who lead, e.g. the board of pairs.
 */
export interface ConsoleBoard {
  step: Step24;
  version?: Version8;
  type?: Type79;
  section?: Section7;
  part: Part4;
}
/**
 * Who has a named answer (ids); empty for unsigned ones, by anybody's look.
 */
export interface CollectConsole {
  kind?: Kind17;
  given: Given1;
}
/**
 * The board: all groups by place. `apart`: here and in no group. `unasked`: have not said whether they are here.
 * `out`: sit out. `missing`: somebody said that they are not here. `alone`: no pair could be found for them.
 *
 * `repeats`: pairs that have met before; `bound`: the fewest that this group of people allows; `ahead`: what the
 * rounds still to come look like, in sentences.
 */
export interface PairsConsole {
  kind?: Kind18;
  phase: Phase3;
  draw: Draw2;
  groups: Groups1;
  apart: Apart;
  unasked: Unasked;
  out: Out;
  missing: Missing;
  alone: Alone;
  told: Told1;
  lead: Lead2;
  links: Links1;
  undo: Undo;
  repeats: Repeats;
  bound: Bound;
  ahead: Ahead1;
  share_back: ShareBack;
}
/**
 * A group on the board of those who lead. `reason`: why it is as it is, in words; empty in a peer-led session.
 *
 * `where`: planned, moving (on the way to the room), together, returned, or manual (somebody must open the room).
 * `company_by`: server ms at which somebody alone here gets company by itself.
 */
export interface ConsolePair {
  place: Place6;
  people: People3;
  room_link: RoomLink1;
  reason: Reason;
  locked: Locked;
  where: Where;
  call: Call1;
  company_by: CompanyBy1;
}
/**
 * A message that was sent. `place` None: to all pairs.
 */
export interface ToldPart {
  text: Text10;
  place: Place7;
}
