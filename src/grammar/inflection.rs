//! The regular forms of English verbs and nouns, and how listed forms take their place: admit, admits, admitted.

use super::Form;

/// The forms of a verb with this base. `listed` are the forms that the rules would get wrong, each with its equal
/// spellings: one in -ing is the gerund, one in -s the third person; of the others the first is the past and the last
/// the participle.
pub(super) fn verb(base: &str, listed: &[Vec<&str>]) -> Vec<(Form, String)> {
    let mut slots = [const { Vec::new() }; 4];
    let [third, past, participle, gerund] = &mut slots;
    for spellings in listed {
        match spellings.first() {
            Some(form) if form.ends_with("ing") => gerund.clone_from(spellings),
            Some(form) if form.ends_with('s') && third.is_empty() => third.clone_from(spellings),
            _ => {
                if past.is_empty() {
                    past.clone_from(spellings);
                }
                participle.clone_from(spellings);
            }
        }
    }
    let regular = [third_form(base), ed_form(base), ed_form(base), ing_form(base)];
    let names = [Form::Third, Form::Past, Form::Participle, Form::Gerund];
    let mut forms = vec![(Form::Base, base.to_owned())];
    for ((name, listed), regular) in names.into_iter().zip(slots).zip(regular) {
        if listed.is_empty() {
            forms.push((name, regular));
        } else {
            forms.extend(listed.into_iter().map(|form| (name, form.to_owned())));
        }
    }
    forms
}

/// The singular and the plural of a noun; `listed` are the plurals that the rules would get wrong.
pub(super) fn noun(singular: &str, listed: &[Vec<&str>]) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Singular, singular.to_owned())];
    if listed.is_empty() {
        let plural = match singular.strip_suffix("man") {
            Some(stem) => format!("{stem}men"),
            None => s_form(singular),
        };
        forms.push((Form::Plural, plural));
    }
    forms.extend(listed.iter().flatten().map(|plural| (Form::Plural, (*plural).to_owned())));
    forms
}

fn s_form(base: &str) -> String {
    match soft_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        None => format!("{base}s"),
    }
}

/// Verbs in a consonant and o take -es, as echo does; most nouns do not (memos), and those that do are listed.
fn third_form(base: &str) -> String {
    match base.strip_suffix('o') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{base}es"),
        _ => s_form(base),
    }
}

fn ed_form(base: &str) -> String {
    match soft_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{}ed", doubled(base)),
    }
}

fn ing_form(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

/// The stem of a word in consonant and y: den-y, not pla-y.
fn soft_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel) && !stem.is_empty())
}

/// A word of one syllable doubles a single last consonant after a single vowel: beg, begg-ed; not bark, look, vow.
fn doubled(base: &str) -> String {
    let mut backwards = base.chars().rev();
    let (last, vowel, before) = (backwards.next(), backwards.next(), backwards.next());
    let short =
        base.chars().filter(|&letter| is_vowel(letter)).count() == 1 || base.starts_with("qu") && base.len() <= 5;
    let doubles = last.is_some_and(|letter| !is_vowel(letter) && !matches!(letter, 'w' | 'x' | 'y'))
        && vowel.is_some_and(is_vowel)
        && before.is_none_or(|letter| !is_vowel(letter) || base.starts_with("qu"));
    match last {
        Some(letter) if short && doubles => format!("{base}{letter}"),
        _ => base.to_owned(),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(forms: &str) -> Vec<Vec<&str>> {
        forms.split_whitespace().map(|form| form.split('/').collect()).collect()
    }

    type Inflect = fn(&str, &[Vec<&str>]) -> Vec<(Form, String)>;

    fn table(inflect: Inflect, rows: &[&str]) -> String {
        let row = |row: &&str| {
            let (base, irregular) = row.split_once('|').unwrap_or((row, ""));
            let forms = inflect(base.trim(), &listed(irregular));
            forms.into_iter().map(|(_, form)| form).collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn verbs() {
        let rows = [
            "ask",
            "argue",
            "deny",
            "say | said",
            "agree",
            "lie",
            "beg",
            "quip",
            "bark",
            "vow",
            "express",
            "reach",
            "echo",
            "admit | admitted admitting",
            "write | wrote written",
            "signal | signalled/signaled signalling/signaling",
            "swear | swore sworn",
            "plead | pleaded/pled",
            "put | put",
            "dye",
            "forgo | forwent forgone",
            "",
        ];
        insta::assert_snapshot!(table(verb, &rows), @"
        ask asks asked asked asking
        argue argues argued argued arguing
        deny denies denied denied denying
        say says said said saying
        agree agrees agreed agreed agreeing
        lie lies lied lied lying
        beg begs begged begged begging
        quip quips quipped quipped quipping
        bark barks barked barked barking
        vow vows vowed vowed vowing
        express expresses expressed expressed expressing
        reach reaches reached reached reaching
        echo echoes echoed echoed echoing
        admit admits admitted admitted admitting
        write writes wrote written writing
        signal signals signalled signaled signalled signaled signalling signaling
        swear swears swore sworn swearing
        plead pleads pleaded pled pleaded pled pleading
        put puts put put putting
        dye dyes dyed dyed dyeing
        forgo forgoes forwent forgone forgoing
         s ed ed ing
        ");
    }

    #[test]
    fn nouns() {
        let rows = ["claim", "spokesman", "policy", "boss", "coach", "wife | wives", "person | people/persons", "boy"];
        insta::assert_snapshot!(table(noun, &rows), @"
        claim claims
        spokesman spokesmen
        policy policies
        boss bosses
        coach coaches
        wife wives
        person people persons
        boy boys
        ");
    }
}
