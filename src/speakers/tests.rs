//! Little articles, one a phenomenon: speakers stand in brackets, and each must come out with the name beside it.

use super::people::{Known, People};
use super::{Detail, MentionKind, Resolution, SpeakerKind, resolve};
use crate::attribution::{Attribution, Mention};
use crate::document::Document;
use crate::grammar::Grammar;
use crate::record::Kind;
use crate::span::Span;
use crate::{quotes, text};
use serde_json::Value;

/// Resolves the bracketed speakers of an article.
fn read(title: Option<&str>, marked: &str) -> Resolution {
    read_with(title, marked, None)
}

/// As [`read`], with people known beforehand.
fn read_with(title: Option<&str>, marked: &str, people: Option<&People>) -> Resolution {
    let mut source = String::new();
    let mut spans: Vec<Span> = Vec::new();
    for part in marked.split_inclusive(['[', ']']) {
        let start = source.len();
        source.push_str(part.trim_end_matches(['[', ']']));
        if part.ends_with(']') {
            spans.push(Span::new(start, source.len()));
        }
    }
    let attribution = |span: Span| Attribution {
        content: Vec::new(),
        kind: Kind::Indirect,
        cue: None,
        speaker: Some(Mention { span, head: span }),
        addressee: None,
        setting: None,
        prompt: None,
        via: Vec::new(),
        pattern: "",
        confidence: 1.0,
        parent: None,
    };
    let attributions: Vec<Attribution> = spans.into_iter().map(attribution).collect();
    let grammar = Grammar::english();
    let mut document = Document::new("test", source.as_str());
    if let Some(title) = title {
        document.fields.insert("title".to_owned(), Value::from(title));
    }
    let raw = text::read(&source, grammar);
    let folded = quotes::fold(&source, &raw, grammar);
    resolve(&document, &raw, &folded, grammar, people, &attributions, Detail { everybody: true, reasons: true })
}

/// The canonical names of an article's speakers in order, “-” for those whom it does not name.
fn names(marked: &str) -> Vec<String> {
    let speakers = read(None, marked).speakers;
    speakers.into_iter().map(|s| s.and_then(|s| s.name).unwrap_or_else(|| "-".to_owned())).collect()
}

#[test]
fn a_surname_means_its_bearer() {
    let article = "[Lena Moreau], a farmer, said it would rain. [Moreau] said so twice. [Ms. Moreau] was sure.";
    assert_eq!(names(article), ["Lena Moreau"; 3]);
}

#[test]
fn names_have_titles_initials_particles_and_suffixes() {
    let article = "[Sen. Martin J. de la Cruz Jr.] said no. [Mr. de la Cruz] said no again. \
                   [Lt. Gen. Anna Petersen] agreed. [General Petersen] said why. [Robert “Bobby” Hale] and his son left. \
                   [Bobby Hale] said so.";
    let expected = ["Martin J. de la Cruz Jr.", "Martin J. de la Cruz Jr.", "Anna Petersen", "Anna Petersen"];
    assert_eq!(names(article)[..4], expected);
    assert_eq!(names(article)[4..], ["Robert “Bobby” Hale"; 2]);
}

#[test]
fn family_names_may_come_first() {
    let article = "Envoys met [Park Ji-woo] on Monday. [Park] said little. The talks with Park went on.";
    assert_eq!(names(article), ["Park Ji-woo"; 2]);
}

#[test]
fn a_couple_with_one_surname() {
    let article = "Mayor Helen Brandt opened the bridge on Friday. Helen Brandt had long asked for it. \
                   [Brandt] said it was time. Her husband, Paul Brandt, came too. “It is high,” [Paul Brandt] said. \
                   [Mrs. Brandt] laughed. [Mr. Brandt] did not. [Brandt] said the toll would fall.";
    let expected = ["Helen Brandt", "Paul Brandt", "Helen Brandt", "Paul Brandt", "Helen Brandt"];
    assert_eq!(names(article), expected);
}

#[test]
fn father_and_son() {
    let article = "[Walter Quist] founded the shop. [Walter Quist Jr.] runs it, and [Walter Quist] said he was glad.";
    assert_eq!(names(article), ["Walter Quist", "Walter Quist Jr.", "Walter Quist"]);
}

#[test]
fn a_name_before_a_subject_is_not_described_by_it() {
    let article = "In a post on Facebook, the [governor's office] wrote that the bridge was shut. \
                   [The governor's office] gave no reason.";
    assert_eq!(names(article), ["-"; 2]);
    assert_eq!(
        names("On Monday Brightlend, an office for loans, opened. [The office] gave no reason."),
        ["Brightlend"]
    );
}

#[test]
fn a_name_after_its_description() {
    let article = "[A spokeswoman for the port, Dina Rossi,] said ships would wait. [Rossi] gave no date. \
                   [The head of the harbor office, Capt. Ivan Horvat,] agreed.";
    assert_eq!(names(article), ["Dina Rossi", "Dina Rossi", "Ivan Horvat"]);
}

#[test]
fn a_name_in_the_title_only() {
    let resolution = read(Some("Clara Novak Opens Museum"), "[Novak] said the doors were open to everybody.");
    assert_eq!(resolution.speakers[0].as_ref().and_then(|s| s.name.as_deref()), Some("Clara Novak"));
}

#[test]
fn acronyms_and_their_expansions() {
    let article = "The Harbor Workers Union (HWU) met on Monday. [The HWU] said its members would vote. \
                   Officials of the Department of Fisheries were silent. [The department] said so.";
    assert_eq!(names(article), ["Harbor Workers Union", "Department of Fisheries"]);
}

#[test]
fn campaigns_are_called_by_surname() {
    let article = "Olga Brenner spoke in Hull. [The Brenner campaign] said she would win. [Brenner’s campaign] said so \
                   again, and [her campaign] said it was sure. [The campaign] has no doubts.";
    assert_eq!(names(article), ["Brenner campaign"; 4]);
}

#[test]
fn joint_speakers_are_one_record() {
    let article = "[Nora Weiss and Omar Haddad] said they would leave. [Both lawmakers] said why. \
                   [Weiss, Haddad and House Speaker Tom Birch] signed the letter.";
    let two = "Nora Weiss; Omar Haddad";
    assert_eq!(names(article), [two, two, "Nora Weiss; Omar Haddad; Tom Birch"]);
}

#[test]
fn a_possessor_is_an_affiliation() {
    let article = "Kim Jong Un walked in. [Kim’s translator] said he was happy. [Park Mi-ran, North Korea’s Trade \
                   Ministry spokesperson,] said nothing. [A spokesman for the Harbor Office] said even less.";
    let speakers: Vec<_> = read(None, article).speakers.into_iter().flatten().collect();
    let told = |i: usize| {
        let s = &speakers[i];
        (s.name.as_deref(), s.role.as_deref(), s.affiliation.as_deref(), s.mention)
    };
    assert_eq!(told(0), (None, Some("translator"), Some("Kim Jong Un"), MentionKind::Nominal));
    let park = (Some("Park Mi-ran"), Some("Trade Ministry spokesperson"), Some("North Korea"), MentionKind::Proper);
    assert_eq!(told(1), park);
    assert_eq!(told(2), (None, Some("spokesman"), Some("Harbor Office"), MentionKind::Nominal));
}

#[test]
fn roles_stand_before_and_behind() {
    let article = "[White House press secretary Ana Lind] spoke. [Jo Berg, communications director for the Lind \
                   campaign,] did not. [Ray Holt, a professor of history at Hull University,] wrote.";
    let speakers: Vec<_> = read(None, article).speakers.into_iter().flatten().collect();
    let told = |i: usize| (speakers[i].role.as_deref(), speakers[i].affiliation.as_deref());
    assert_eq!(told(0), (Some("White House press secretary"), Some("White House")));
    assert_eq!(told(1), (Some("communications director"), Some("Lind campaign")));
    assert_eq!(told(2), (Some("professor of history"), Some("Hull University")));
}

#[test]
fn pronouns_go_back_to_the_speaker_before() {
    let article = "“We sail at dawn,” [Maria Kovac] said. [She] said the crew was ready. Peter Lang, the owner, was \
                   ashore. “I never sail,” [he] said. “My father drowned.” [Kovac] laughed. Lang’s fear was old, [she] said.";
    assert_eq!(names(article), ["Maria Kovac", "Maria Kovac", "Peter Lang", "Maria Kovac", "Maria Kovac"]);
}

#[test]
fn the_unnamed_keep_their_pronouns() {
    let article = "Mayor Peter Lang was away. [A source close to the council] said it was over. [He] said no more. \
                   [The source] left. [Some voters] were angry. [They] said so.";
    assert_eq!(names(article), ["-"; 5]);
}

#[test]
fn relative_pronouns() {
    let article = "Lang met Eva Stone, [who] said hello. Omar Haddad, a baker at Hull Mills [who] said no, left. \
                   The letter reached the Hull Times, [which] printed it. Two men [who] said nothing stood by.";
    assert_eq!(names(article), ["Eva Stone", "Omar Haddad", "Hull Times", "-"]);
}

#[test]
fn descriptions_go_back_to_whom_the_text_has_called_so() {
    let article = "Ohio Gov. Karl Voss met Sen. Ida Marsh of Maine. [The senator] said yes. [The Ohio governor] said no. \
                   [Marsh] said it was late. [The guide] said nothing.";
    assert_eq!(names(article)[..3], ["Ida Marsh", "Karl Voss", "Ida Marsh"]);
}

#[test]
fn descriptions_follow_whoever_the_text_is_about() {
    let article = "Rosa Brandt, a Green, won in Hull. [The former mayor] said she was tired.";
    assert_eq!(names(article), ["Rosa Brandt"]);
    let article = "Democrat Ana Lim met Republican Bo Park. [The Republican candidate] said no.";
    assert_eq!(names(article), ["Bo Park"]);
    let article = "Ana Lim walked in with her aides. [The official] said nothing was wrong.\n\n[A port official] said \
                   it was. [The official] gave no reason.";
    assert_eq!(names(article)[1..], ["-"; 2]);
}

#[test]
fn a_description_may_come_before_the_name() {
    let article = "[Maine’s tax commissioner] said all was well. Commissioner Ivan Horvat of the revenue office spoke \
                   for an hour. [Horvat] was sure. [A farmer] said no.";
    assert_eq!(names(article), ["Ivan Horvat", "Ivan Horvat", "-"]);
}

#[test]
fn organisations_by_what_they_are() {
    let article = "The editors of The Lantern met. [The Lantern] had warned of it. [The newspaper] said so again.\n\n\
                   Officials of the Harbor Bank were silent. [The bank] said it would pay. The technology company \
                   Brightwell grew. [The company] said it would hire.";
    assert_eq!(names(article), ["Lantern", "Lantern", "Harbor Bank", "Brightwell"]);
    let article = "[The city of Tokyo] said no. [The Danish government] agreed. [The 2009 paper] said why.";
    assert_eq!(names(article), ["city of Tokyo", "-", "-"]);
}

#[test]
fn two_together_without_a_joint_speaker() {
    let article = "Nora Weiss and Omar Haddad met in Hull. [The two men] said they had talked. ";
    assert_eq!(names(article), ["Nora Weiss; Omar Haddad"]);
    let article = "Nora Weiss and Omar Haddad argued, [each] saying the other had lied.";
    assert_eq!(names(article), ["Nora Weiss; Omar Haddad"]);
    let article = "Nora Weiss and Omar Haddad met in Hull. [They] said they had talked.";
    assert_eq!(names(article), ["Nora Weiss; Omar Haddad"]);
    let article = "Nora Weiss met Omar Haddad and Tom Birch in Hull. [The two men] said they had talked.";
    assert_eq!(names(article), ["-"]);
}

#[test]
fn turns_marked_with_letters() {
    let article = "Ludmila Novak casts bells.\n\n[Q.] Why?\n\n[A.] Because.\n\n[Q.] And then?\n\n[A.] They ring.";
    let speakers: Vec<_> = read(None, article).speakers.into_iter().flatten().collect();
    let told: Vec<_> = speakers.iter().map(|s| (s.name.as_deref(), s.entity)).collect();
    assert_eq!(told, [(None, 0), (Some("Ludmila Novak"), 1), (None, 0), (Some("Ludmila Novak"), 1)]);
}

#[test]
fn labels_are_no_names() {
    let article = "[UNIDENTIFIED MALE]: It fell.\n\n[REPORTER]: When?\n\n[NOVAK]: On Monday.";
    assert_eq!(names(article), ["-", "-", "NOVAK"]);
}

#[test]
fn gender_is_never_guessed_against() {
    let article = "“It is over,” [Peter Lang] said. Ana Ruiz was in the room. “It is not,” [she] said. [He] left.";
    assert_eq!(names(article), ["Peter Lang", "Ana Ruiz", "Peter Lang"]);
}

#[test]
fn who_is_described_takes_pronouns() {
    let article = "“We move forward at night,” [Capt. Karl Voss] said. He would not say how many had died. A nurse at the \
                   hospital in Hull counted 31 since Sunday; most, [she] said, were young.";
    assert_eq!(names(article), ["Karl Voss", "-"]);
    let article =
        "Mayor Ida Marsh met Karl Voss, the harbor's banker, on Monday. The mayor was tired. [She] said it was late.";
    assert_eq!(names(article), ["Ida Marsh"]);
    let article =
        "“I sang,” [Clara Novak] wrote. [Novak’s publicist], reached by phone, said so too. [He] would say no more.";
    assert_eq!(names(article), ["Clara Novak", "-", "-"]);
}

#[test]
fn pronouns_go_on() {
    let article =
        "“I saw the bridge,” said [Ida Marsh], 71. She had come by bus with Clara Novak. [She] said it was cold.";
    assert_eq!(names(article), ["Ida Marsh", "Ida Marsh"]);
}

#[test]
fn who_wrote_the_text_is_not_meant() {
    let article =
        "By Corinne Haskell\n\nLARKSPUR (AP) — A retired driver wept on Monday as [she] told jurors of a lid.";
    assert_eq!(names(article), ["-"]);
}

#[test]
fn honours_and_ranks_are_no_part_of_a_name() {
    let article = "[Mark Ellery KC, for the crown,] said no. [Mr Ellery] sat down. [Det Ch Insp Sarah Gill] said a man was \
                   held. [Gill] gave no name. [ASP Hauwa Bitrus] agreed. [Sir Giles Pen] rose. [Sir Giles] sat down. \
                   [Chief Commercial Officer Beth Sand] wrote.";
    let expected = ["Mark Ellery", "Mark Ellery", "Sarah Gill", "Sarah Gill", "Hauwa Bitrus", "Giles Pen", "Giles Pen"];
    assert_eq!(names(article)[..7], expected);
    assert_eq!(names(article)[7], "Beth Sand");
}

#[test]
fn what_stands_before_a_name() {
    let article = "[Mum-of-three Lorna Geddes] pushed a buggy. [Crofter Donnie Gillespie, 66,] did not. [Steamers manager \
                   Hub Connors] went. [Connors] argued. [Clerk of the course Fenella Bright] reported the track dry.";
    let expected = ["Lorna Geddes", "Donnie Gillespie", "Hub Connors", "Hub Connors", "Fenella Bright"];
    assert_eq!(names(article), expected);
    let article = "[The Garda Commissioner, Una Staunton,] said no. [A driver] who gave his name as Baba Sule said yes. \
                   That coach, [Dutch Verhoeven], is dead.";
    assert_eq!(names(article), ["Una Staunton", "Baba Sule", "Dutch Verhoeven"]);
}

#[test]
fn two_surnames() {
    let article = "The house belonged to Hernán Solís Prado. [Mr. Solís] denied it. [Hernán Solís] wrote so.";
    assert_eq!(names(article), ["Hernán Solís Prado"; 2]);
}

#[test]
fn names_with_common_words() {
    let article = "Flights of Great Plains Air were late. They asked why. [Great Plains] did not say. [Rivers Without Borders] \
                   met in Hull. [The Growers’ Alliance] warned of frost. The Steadfast Front fell back. [The Front] \
                   denied it. [The Crown Office] in Leith wrote. [The Hull County Sheriff’s Office] agreed.";
    let expected =
        ["Great Plains Air", "Rivers Without Borders", "Growers’ Alliance", "Steadfast Front", "Crown Office"];
    assert_eq!(names(article)[..5], expected);
    assert_eq!(names(article)[5], "Hull County Sheriff’s Office");
}

#[test]
fn descriptions_say_more_than_their_head() {
    let article = "Ana Lim, mayor of Hull, met Bo Park, mayor of Leith. Rain fell. [The mayor of Leith] said it was late. \
                   [Lim] said it was not. [The party’s leader] was away. [The county health officer] stayed.";
    assert_eq!(names(article), ["Bo Park", "Ana Lim", "-", "-"]);
    let article = "Dunmoor manager Gary Slade expects a hot welcome. ‘I got abuse,’ laughed [the 44-year-old].";
    assert_eq!(names(article), ["Gary Slade"]);
    let article = "Dr Ana Lim spoke for an hour. [The doctor] was sure.";
    assert_eq!(names(article), ["Ana Lim"]);
    let article = "Nora Weiss brought her lawyer, Omar Haddad. Days passed. [Her lawyer] said it was over.";
    assert_eq!(names(article), ["Omar Haddad"]);
}

#[test]
fn bodies_by_their_kind() {
    let article = "Crestline Airlines raised its fares on Monday. [The airline] gave no reason. [The union] was angry.";
    assert_eq!(names(article), ["Crestline Airlines", "-"]);
}

#[test]
fn relatives_behind_places() {
    let article = "The number belongs to a dentist in Bungwet, [who] said nothing. Fionn Aske of the Leiden Institute for \
                   Peace, [who] counts troops, was sure. So was Chester Odom, 79, of Gary, Ind., [who] laughed.";
    assert_eq!(names(article), ["-", "Fionn Aske", "Chester Odom"]);
}

#[test]
fn people_known_beforehand() {
    let grammar = Grammar::english();
    let mut people = People::default();
    let mut add = |name: &str, alias: &str, id: &str| {
        let aliases = vec![alias.to_owned()];
        let role = Some("port captain".to_owned());
        people.add(Known { name: name.into(), aliases, role, id: Some(id.into()) }, grammar);
    };
    add("Ana Ruiz", "La Ruiz", "Q42");
    add("Will of Hull", "Brother Will", "Q43");
    let article = "[Ana Ruiz] said no. The crowd sang for La Ruiz. [Brother Will] wept. [Dina Rossi] did not.";
    let resolution = read_with(None, article, Some(&people));
    let told = |i: usize| {
        let speaker = resolution.speakers[i].as_ref().unwrap();
        (speaker.name.as_deref(), speaker.role.as_deref(), speaker.id.as_deref())
    };
    assert_eq!(told(0), (Some("Ana Ruiz"), Some("port captain"), Some("Q42")));
    assert_eq!(told(1), (Some("Brother Will"), Some("port captain"), Some("Q43")));
    assert_eq!(told(2), (Some("Dina Rossi"), None, None));
    assert_eq!((resolution.entities[0].id.as_deref(), resolution.entities[0].mentions.len()), (Some("Q42"), 2));
}

#[test]
fn a_live_blog_starts_anew() {
    let article = "9 a.m.\n\n[Karl Voss] says the road is open.\n\n10:30 a.m.\n\n[He] says it is closed.\n\n\
                   11 a.m.\n\nIda Marsh has arrived. [She] says so.";
    assert_eq!(names(article), ["Karl Voss", "-", "Ida Marsh"]);
}

#[test]
fn entities_list_mentions_and_attributions() {
    let resolution = read(None, "[Lena Moreau] said so. The Hull Times asked Moreau. [She] said it again.");
    let first = &resolution.entities[0];
    assert_eq!((first.name.as_deref(), first.kind), (Some("Lena Moreau"), SpeakerKind::Person));
    assert_eq!((first.mentions.len(), first.attributions.as_slice()), (3, [0, 1].as_slice()));
    assert!(resolution.entities.iter().any(|e| e.name.as_deref() == Some("Hull Times")));
    assert!(resolution.speakers.iter().flatten().all(|s| s.entity == 0 && !s.why.is_empty()));
}

#[test]
fn titles_of_many_countries() {
    let article = "[Mdm Tay Bee Hoon] sold fish. [Mdm Tay] was tired. [Alhaja Ronke Bello] agreed. [Chief Monday Etim] did not. \
                   [Minister of Youth and Sports Jean Habimana] smiled. [Minority Leader Ottla Barr] wept, and ex-CEO \
                   Otto Lacomb sang. [Mr Lacomb] left.";
    let expected = ["Tay Bee Hoon", "Tay Bee Hoon", "Ronke Bello", "Monday Etim", "Jean Habimana", "Ottla Barr"];
    assert_eq!(names(article)[..6], expected);
    assert_eq!(names(article)[6], "Otto Lacomb");
}

#[test]
fn bodies_with_more_words_than_their_last() {
    let article = "The ships are small, [the Reefs and Rivers Commission] said. [The Sons of the Mill] met. In Hull [the New York State \
                   Department of Ferries] wrote. [Airlines] were silent.";
    let expected = ["Reefs and Rivers Commission", "Sons of the Mill", "New York State Department of Ferries", "-"];
    assert_eq!(names(article), expected);
}

#[test]
fn first_words_of_bodies() {
    let article = "Kestrova Copper has stopped work. [Kestrova] was silent. The mining firm Vesta Ombra Minerals went on. \
                   [Vesta Ombra] was sure.";
    assert_eq!(names(article), ["Kestrova Copper", "Vesta Ombra Minerals"]);
}

#[test]
fn a_full_name_opens_the_text() {
    let article = "Brunna Delacourt is leaving. [Delacourt] said so. Friends wept, and [Delacourt] said why.";
    assert_eq!(names(article), ["Brunna Delacourt"; 2]);
}

#[test]
fn names_behind_what_narrows_a_description() {
    let article = "[The lawyer who wrote it, Dr. Ilse Brandt], stayed. [The bill's author, state Sen. Nora Weiss], left. [Their \
                   chairman, Ohio Rep. Tom Birch], did not. [Opposition member of parliament Farida Haddad] wept. [A spokesman \
                   for the lender, Hull Harbor Bank], laughed.";
    assert_eq!(names(article), ["Ilse Brandt", "Nora Weiss", "Tom Birch", "Farida Haddad", "-"]);
}

#[test]
fn what_stands_behind_a_comma_narrows_nothing() {
    let article = "Ida Marsh sang in Hull. [The singer, 34], said it was late. [The singer, who is from Leith,] left.";
    assert_eq!(names(article), ["Ida Marsh"; 2]);
}

#[test]
fn a_noun_behind_the_whole_name() {
    let article = "[The Silver Oak group] met. [The Lim administration] did not.";
    assert_eq!(names(article), ["Silver Oak", "Lim administration"]);
}

#[test]
fn the_company_that_a_text_is_about() {
    let article = "Grocery delivery startup Jivo has closed its kitchens. Workers were told on Monday.\n\nNora Weiss, who cooked there, wept. \
                   “It was a good place,” [Weiss] said.\n\n[The company] said it was sorry. [The Hull-based firm] paid them.";
    assert_eq!(names(article), ["Nora Weiss", "Jivo", "Jivo"]);
}

#[test]
fn relatives_behind_ages_and_parties() {
    let article = "The talk was of Nora Weiss, 19, [who] swam. It ended with Rep. Tom Birch, D-Ohio, [who] did not. Sen. Ida Marsh of \
                   Maine, a Democrat [who] wept, stayed.";
    assert_eq!(names(article), ["Nora Weiss", "Tom Birch", "Ida Marsh"]);
}

#[test]
fn nouns_for_a_body_or_a_person() {
    let article = "Film producer Omar Haddad sang. [The producer] said it was late.\n\nIda Marsh, head of the water regulator, met him. [The \
                   regulator] said it was not.";
    assert_eq!(names(article), ["Omar Haddad", "-"]);
    let article = "Officials of the Federal Highway Administration met the Coast Office. [The highway agency] wrote.";
    assert_eq!(names(article), ["Federal Highway Administration"]);
    let article = "Australian lender Verra Gold has closed. [The Hull-based firm] gave no reason.";
    assert_eq!(names(article), ["Verra Gold"]);
}

#[test]
fn long_names_of_bodies_have_their_acronyms() {
    let article = "They were advised by the International Council for the Mapping of the Reef (ICMR). [ICMR] said the ships were small.";
    assert_eq!(names(article), ["International Council for the Mapping of the Reef"]);
    let article = "[The chairman of the club, Hull Rovers, Dr. Nora Weiss], said no.";
    assert_eq!(names(article), ["Nora Weiss"]);
}

#[test]
fn datelines_and_objects_are_no_speakers() {
    let article = "[Tokyo, Japan – Officials of the port] said no. [A fund backing Brenner] said yes.";
    assert_eq!(names(article), ["-"; 2]);
}

#[test]
fn what_stands_between_a_name_and_its_verb_is_no_part_of_it() {
    let article = "Bo Lund ran again. [Lund cynically] dismissed the poll. Bo Lund and Ana Ruiz met. \
                   [Bo Lund and Ana Ruiz vied] for the office, each saying the other had lost.";
    assert_eq!(names(article), ["Bo Lund", "Bo Lund; Ana Ruiz"]);
}

#[test]
fn a_share_is_no_body() {
    let article = "Kestrova Bank fell on Monday ($KVB). [The bank] said it would recover.";
    assert_eq!(names(article), ["Kestrova Bank"]);
}

#[test]
fn a_body_may_leave_its_sponsors_out() {
    let article =
        "The plan is dear, said the [Harrow-Leith Tax Policy Center]. [The Tax Policy Center] said it would grow.";
    assert_eq!(names(article), ["Harrow-Leith Tax Policy Center"; 2]);
}

#[test]
fn what_no_lexicon_knows_is_short_for_the_body_that_begins_so() {
    let article =
        "The price was set by Brightwell Nutrition in May. [Brightwell] says it was fair. [It] has not been sued.";
    assert_eq!(names(article), ["Brightwell Nutrition"; 2]);
}

#[test]
fn small_words_with_a_capital_are_parts_of_names() {
    let article = "It was said by [the group Tenant Rights Now] and [Delia Two Rivers], by [the 31st Rescue Squadron] and \
                   [spokesman Do Hae-won], by [the Nurses' Fairness Network] and [the US Department of Justice].";
    let expected = [
        "Tenant Rights Now",
        "Delia Two Rivers",
        "31st Rescue Squadron",
        "Do Hae-won",
        "Nurses' Fairness Network",
        "US Department of Justice",
    ];
    assert_eq!(names(article), expected);
    assert_eq!(names("On Monday Sen. Lim Tuesday met them. [Lim Tuesday] said no."), ["Lim"]);
}

#[test]
fn somebody_from_a_place_is_no_name() {
    assert_eq!(names("Sen. Ada Brandt came late. “We wait,” [the Ohio Republican] said."), ["Ada Brandt"]);
    assert_eq!(names("It rained, and [the Australian] said so."), ["-"]);
}

#[test]
fn a_surname_is_shared() {
    let article = "Kay and Vincent Moss stayed. [Kay], 40, said no. [Vincent Moss] did not.";
    assert_eq!(names(article), ["Kay Moss", "Vincent Moss"]);
}

#[test]
fn many_people_begin_a_sentence() {
    let article = "It rained. [Growers] said it was late. [Conservatives] agreed. [Consultancy Agri-Strat] did not.";
    assert_eq!(names(article), ["-", "-", "Agri-Strat"]);
    assert_eq!(names("[Bank Negara] fell. He left Bank Negara."), ["Bank Negara"]);
}

#[test]
fn whose_husband_somebody_has_says_nothing_of_her() {
    let article = "Etta Grandling, whose husband Neil was shot outside Puddlemere, wept. [She] said so.";
    assert_eq!(names(article), ["Etta Grandling"]);
}

#[test]
fn an_aide_is_the_subject_before_the_one_he_works_for() {
    let article = "Iliev's predecessor, retired Gen. Kamen Stoyan, had been for it. [He] wrote it on Monday.";
    assert_eq!(names(article), ["Kamen Stoyan"]);
}

#[test]
fn it_means_what_nothing_shows_to_be_a_person() {
    let article =
        "[Andes Sur] said the crew was well. [It] denied a report. Hull Harbor Bank fell. The bank is late, [it] said.";
    assert_eq!(names(article), ["Andes Sur", "Andes Sur", "Hull Harbor Bank"]);
}

#[test]
fn an_author_says_i() {
    let article = "By Ada Brandt\n\nIt rained in Hull. [I] said so. “[I] did not,” he said.";
    assert_eq!(names(article), ["Ada Brandt", "-"]);
}

#[test]
fn an_opening_tells_later_whom_it_means() {
    let article = "[A judge] ruled that it was vague. It rained. Judge Ida Marsh sat in Hull. [The judge] wept.";
    assert_eq!(names(article), ["Ida Marsh"; 2]);
    let article = "[A judge] ruled that it was vague. Judge Ida Marsh sat in Hull. Judge Bo Park did not.";
    assert_eq!(names(article), ["-"]);
}

#[test]
fn ages_tell_people_apart() {
    let article = "Ida Marsh, 34, beat Pia Strand, 19, in Hull. It was late, [the 19-year-old] said.";
    assert_eq!(names(article), ["Pia Strand"]);
}

#[test]
fn a_noun_means_the_name_that_ends_in_it() {
    let article = "The Dunmore Arena was full. Few were sold, according to [the arena].";
    assert_eq!(names(article), ["Dunmore Arena"]);
}

#[test]
fn a_body_calls_itself() {
    let article = "[A group calling itself the Sons of the Well] did it. [A group supporting Ida Marsh] did not.";
    assert_eq!(names(article), ["Sons of the Well", "-"]);
}

#[test]
fn a_family_is_no_adverb() {
    let article = "Ida Marsh left Hull. [Her family] said no. [A reader, @hull_watcher], agreed.";
    assert_eq!(names(article), ["-", "@hull_watcher"]);
}

#[test]
fn a_label_of_initials_is_whoever_has_them() {
    let article = "IDA MARSH: Why?\n\nPIA STRAND: It rained.\n\n**[IM]:** So?\n\n[PS]: No.\n\nAn aide from [PS] left.";
    assert_eq!(names(article), ["IDA MARSH", "PIA STRAND", "PS"]);
    assert_eq!(names("Ida Marsh met Ivo Munk.\n\n[IM]: So?\n\n[FBI]: No. It was Fay B. Ivers."), ["IM", "FBI"]);
}
