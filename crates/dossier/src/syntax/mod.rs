//! The condition language and the ratification language: text to a tree with places.
//!
//! ```text
//! condition := either [ "implies" either ]
//! either    := both { "or" both }
//! both      := unit { "and" unit }
//! unit      := "not" unit | "(" condition ")" | "always" | "never"
//!            | word sign word | word "in" "{" word { "," word } "}"
//! ```
//! A ratification text has the same shape with bare words for units and without `implies` and
//! `not`. Words may be in any script.

mod tokens;

use detente_model::Comparison;

use crate::place::{At, Span};

pub(crate) use tokens::{RESERVED, is_word_character, visible};
use tokens::{Token, tokens};

/// How deeply parentheses and `not` may nest.
const DEEPEST: usize = 64;

/// A condition or ratification text as a tree of words.
#[derive(Clone, Debug)]
pub(crate) enum Syntax {
    Always,
    Never,
    /// A bare word (ratification texts only).
    Word(At<String>),
    Compare(At<String>, Comparison, At<String>),
    In(At<String>, Vec<At<String>>),
    Not(Box<Syntax>),
    All(Vec<Syntax>),
    Any(Vec<Syntax>),
    Implies(Box<Syntax>, Box<Syntax>),
}

/// What to do where a text stops short.
const MISSING: &str = "complete it, or take away what comes before";

/// Which of the two languages is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    Condition,
    Ratification,
}

/// A text that is not of the language.
#[derive(Clone, Debug)]
pub(crate) struct SyntaxMistake {
    pub(crate) message: String,
    pub(crate) here: String,
    pub(crate) span: Span,
    pub(crate) help: Option<String>,
    /// The option compared just before it, at the place of the level: a label may have been meant.
    pub(crate) after: Option<Box<At<String>>>,
}

impl SyntaxMistake {
    fn new(message: impl Into<String>, span: Span) -> SyntaxMistake {
        SyntaxMistake {
            message: message.into(),
            here: String::new(),
            span,
            help: None,
            after: None,
        }
    }
    fn here(mut self, here: impl Into<String>) -> SyntaxMistake {
        self.here = here.into();
        self
    }
    fn after(mut self, compared: Option<At<String>>) -> SyntaxMistake {
        self.after = compared.map(Box::new);
        self
    }
    /// What to do, unless that has been said.
    fn help(mut self, help: impl Into<String>) -> SyntaxMistake {
        self.help.get_or_insert_with(|| help.into());
        self
    }
}

/// Reads a text of the language; places are byte ranges within the text.
pub(crate) fn parse(text: &str, language: Language) -> Result<Syntax, SyntaxMistake> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, language, compared: None };
    if parser.peek() == Token::End {
        let what = match language {
            Language::Condition => "a condition is missing",
            Language::Ratification => "a ratification rule is missing",
        };
        let help = match language {
            Language::Condition => "write one such as `option = level`, or `always`",
            Language::Ratification => "write one such as `senate and house`, or leave `ratify` out",
        };
        return Err(SyntaxMistake::new(what, 0..text.len()).help(help));
    }
    let tree = parser.condition(0)?;
    match parser.peek() {
        Token::End => Ok(tree),
        Token::Close => Err(parser
            .unexpected("one `)` too many", "nothing is open here")
            .help("take it away, or open a `(` before it")),
        Token::Word("implies") => Err(parser
            .unexpected("`implies` twice without parentheses", "a second `implies`")
            .help("write `(a implies b) implies c` or `a implies (b implies c)`")),
        Token::Word(_) | Token::Open if language == Language::Condition => Err(parser
            .unexpected(
                "two conditions without a word between them",
                "expected `and`, `or` or `implies`",
            )
            .help("join them with `and`, `or` or `implies`")
            .after(parser.compared)),
        Token::Word(_) | Token::Open => Err(parser
            .unexpected("two audiences without a word between them", "expected `and` or `or`")
            .help("join them with `and` or `or`")),
        other => Err(parser
            .unexpected(&format!("{} does not belong here", other.name()), "")
            .help("conditions are joined with `and`, `or` or `implies`")),
    }
}

struct Parser<'a> {
    tokens: &'a [(Token<'a>, Span)],
    at: usize,
    language: Language,
    /// The option compared last, at the place of the level.
    compared: Option<At<String>>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Token<'a> {
        self.tokens[self.at].0
    }

    fn next(&mut self) -> (Token<'a>, Span) {
        let token = self.tokens[self.at].clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn eat(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == token;
        if found {
            self.next();
        }
        found
    }

    fn unexpected(&self, message: &str, here: &str) -> SyntaxMistake {
        let (token, span) = self.tokens[self.at].clone();
        match token {
            Token::Word(word) if is_capital(word) => in_capitals(word, span),
            _ => SyntaxMistake::new(message, span).here(here),
        }
    }

    fn condition(&mut self, depth: usize) -> Result<Syntax, SyntaxMistake> {
        let when = self.joined(depth, "or")?;
        if self.language == Language::Condition && self.eat(Token::Word("implies")) {
            let then = self.joined(depth, "or")?;
            return Ok(Syntax::Implies(Box::new(when), Box::new(then)));
        }
        Ok(when)
    }

    fn joined(&mut self, depth: usize, word: &str) -> Result<Syntax, SyntaxMistake> {
        let part = |parser: &mut Self| {
            if word == "or" { parser.joined(depth, "and") } else { parser.unit(depth) }
        };
        let mut parts = vec![part(self)?];
        while self.eat(Token::Word(word)) {
            parts.push(part(self)?);
        }
        if parts.len() > 1 {
            return Ok(if word == "or" { Syntax::Any(parts) } else { Syntax::All(parts) });
        }
        Ok(parts.remove(0))
    }

    fn unit(&mut self, depth: usize) -> Result<Syntax, SyntaxMistake> {
        if depth > DEEPEST {
            return Err(self.unexpected("nested too deeply", "").help(format!(
                "at most {DEEPEST} parentheses and `not` within each other are read"
            )));
        }
        let condition = self.language == Language::Condition;
        match self.peek() {
            Token::Open => {
                let open = self.next().1;
                let inner = self.condition(depth + 1)?;
                if !self.eat(Token::Close) {
                    let (found, span) = self.next();
                    if let Token::Word(word) = found
                        && is_capital(word)
                    {
                        return Err(in_capitals(word, span));
                    }
                    let mistake = SyntaxMistake::new("a `(` is not closed", open);
                    return Err(mistake
                        .here(format!("expected its `)`, found {}", found.name()))
                        .help("close it with `)`")
                        .after(self.compared.take()));
                }
                Ok(inner)
            }
            Token::Word("not") if condition => {
                self.next();
                Ok(Syntax::Not(Box::new(self.unit(depth + 1)?)))
            }
            Token::Word("always") if condition => {
                self.next();
                Ok(Syntax::Always)
            }
            Token::Word("never") if condition => {
                self.next();
                Ok(Syntax::Never)
            }
            Token::Word("not" | "implies") => Err(self
                .unexpected("only `and`, `or` and parentheses join audiences", "")
                .help("more support never turns a yes into a no; for a veto procedure write `{ unless-blocked = … }`")),
            Token::Word(word) if RESERVED.contains(&word) => {
                let expected = if condition { "a condition such as `option = level`" } else { "an audience" };
                Err(self
                    .unexpected("something is missing here", &format!("expected {expected}, found `{word}`"))
                    .help(MISSING))
            }
            Token::Word(_) if condition => self.comparison(),
            Token::Word(_) => Ok(Syntax::Word(self.word("an audience")?)),
            other => {
                let expected = if condition { "a condition such as `option = level`" } else { "an audience" };
                let here = format!("expected {expected}, found {}", other.name());
                Err(self.unexpected("something is missing here", &here).help(MISSING))
            }
        }
    }

    fn comparison(&mut self) -> Result<Syntax, SyntaxMistake> {
        let option = self.word("an option")?;
        match self.peek() {
            Token::Sign(comparison) => {
                self.next();
                let place = self.tokens[self.at].1.clone();
                self.compared = Some(At { value: option.value.clone(), span: place });
                // A label may begin with a word of the language.
                let level = self.word("a level").map_err(|m| m.after(self.compared.take()))?;
                Ok(Syntax::Compare(option, comparison, level))
            }
            Token::Word("in") => {
                self.next();
                if !self.eat(Token::OpenSet) {
                    return Err(self
                        .unexpected("`in` needs a list of levels", "expected `{`")
                        .help("write `option in {level, level}`"));
                }
                let mut levels = vec![self.word("a level")?];
                while self.eat(Token::Comma) {
                    levels.push(self.word("a level")?);
                }
                if !self.eat(Token::CloseSet) {
                    return Err(self
                        .unexpected("a list of levels is not closed", "expected `,` or `}`")
                        .help("write `option in {level, level}`"));
                }
                Ok(Syntax::In(option, levels))
            }
            _ if is_capital(&option.value) => Err(in_capitals(&option.value, option.span)),
            Token::Word(word @ ("is" | "equals")) => {
                let not =
                    self.tokens.get(self.at + 1).is_some_and(|(t, _)| *t == Token::Word("not"));
                let (said, sign) =
                    if not { (format!("{word} not"), "!=") } else { (word.to_string(), "=") };
                Err(self
                    .unexpected(&format!("there is no `{said}`"), "")
                    .help(format!("write `{sign}` for `{said}`")))
            }
            other => {
                let here = format!(
                    "expected `=`, `!=`, `<`, `<=`, `>`, `>=` or `in`, found {}",
                    other.name()
                );
                Err(self
                    .unexpected(&format!("`{}` is not compared with anything", option.value), &here)
                    .help(format!("write `{} = level`", option.value)))
            }
        }
    }

    fn word(&mut self, what: &str) -> Result<At<String>, SyntaxMistake> {
        match self.peek() {
            Token::Word(word) if !RESERVED.contains(&word) => {
                let span = self.next().1;
                Ok(At { value: word.to_string(), span })
            }
            other => {
                let here = format!("expected {what}, found {}", other.name());
                Err(self.unexpected("something is missing here", &here).help(MISSING))
            }
        }
    }
}

/// Whether a word of the language was written with capital letters.
fn is_capital(word: &str) -> bool {
    RESERVED.contains(&word.to_lowercase().as_str()) && !RESERVED.contains(&word)
}

fn in_capitals(word: &str, span: Span) -> SyntaxMistake {
    let message = format!("there is no `{word}`");
    SyntaxMistake::new(message, span)
        .help(format!("write it in lower case: {}", word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precedence_is_not_and_or_implies() {
        let text = "not a = x and b = y or c in {u, v} implies d >= z";
        let tree = format!("{:?}", parse(text, Language::Condition).unwrap());
        assert!(tree.starts_with("Implies(Any([All([Not(Compare("), "{tree}");
    }

    #[test]
    fn words_may_be_in_any_script() {
        let tree = parse("دسترسی >= «کامل»", Language::Condition).unwrap();
        assert!(matches!(tree, Syntax::Compare(o, Comparison::AtLeast, _) if o.value == "دسترسی"));
    }

    #[test]
    fn no_text_makes_the_parser_panic() {
        let pieces =
            ["a", "=", "(", ")", "{", "}", ",", "in", "not", "and", "é", "'", "<", " ", "!"];
        let mut stream = detente_model::random::Stream::new(1, 0, "texts");
        for _ in 0..20_000 {
            let length = stream.below(9);
            let text: String =
                (0..length).map(|_| pieces[stream.below(pieces.len() as u128) as usize]).collect();
            let _ = parse(&text, Language::Condition);
            let _ = parse(&text, Language::Ratification);
        }
        assert!(parse(&"(".repeat(100_000), Language::Condition).is_err());
        assert!(parse(&"not ".repeat(100_000), Language::Condition).is_err());
    }
}
