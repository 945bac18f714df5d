//! Answers about paths, made by hand.

use detente_finding::{
    Answer, Count, Finding, PathAnswer, PathQuestion, PathStep, Question, RestingState,
    ShortestPaths, StateCard, Way,
};
use detente_report::{path_document, terminal};

use crate::made::{OPTIONS, levels, status_quo, step};
use crate::{contains, cuba, say};

fn path() -> PathAnswer {
    let step = |party: &str, option: &str, from_rank, to_rank| PathStep {
        by: step(party, option, "yes"),
        from_rank,
        to_rank,
    };
    let steps = vec![step("us", "blockade", 5, 8), step("ussr", "withdraw", 9, 9)];
    let to = StateCard { levels: levels(&["blockade", "withdraw"]), ..StateCard::default() };
    PathAnswer {
        reading: "published".into(),
        options: OPTIONS.map(String::from).to_vec(),
        from: status_quo(),
        to: Some(to.clone()),
        feasible: Some(Count(12)),
        by_moves: Some(Count(11)),
        by_improvements: Some(Count(0)),
        resting: Some(Count(3)),
        resting_states: vec![
            RestingState { state: status_quo(), distance: 0, path: vec![] },
            RestingState { state: to, distance: 2, path: steps.clone() },
        ],
        ways: vec![
            ShortestPaths {
                way: Way::Moves,
                moves: Some(2),
                against_preference: Some(1),
                count: Some(Count(2)),
                paths: vec![steps],
            },
            ShortestPaths {
                way: Way::Improvements,
                moves: None,
                against_preference: None,
                count: None,
                paths: vec![],
            },
        ],
        ..PathAnswer::default()
    }
}

fn path_told(answer: PathAnswer) -> String {
    let dispute = cuba();
    let question = Question::Path(PathQuestion::default());
    let finding = Finding::new(&dispute, question, Answer::Path(answer));
    let document = path_document(&dispute, &finding);
    say(&document);
    terminal(&document, 100_000)
}

#[test]
fn paths_are_told_step_by_step() {
    let text = path_told(path());
    contains(
        &text,
        "From the status quo, moves lead to 11 other states, improvements alone (under Published) to none.",
    );
    contains(
        &text,
        "To the state (naval blockade: yes; withdrawal of the missiles: yes): it takes 2 moves at least; no sequence of improvements leads there.",
    );
    contains(&text, "The shortest paths take 2 moves; there are 2. One of them is told.");
    contains(&text, "no: a tie");
    contains(&text, "Soviet Union (step 2) would move without gaining by it at once.");
    contains(&text, "• the status quo: the start itself.");
    contains(&text, "The nearest 2 of 3 states where nobody has an improvement:");

    let mut mixed = path();
    mixed.ways.push(ShortestPaths { way: Way::Mixed, ..mixed.ways[0].clone() });
    let other = vec![mixed.ways[0].paths[0][1].clone()];
    mixed.ways[2].paths.push(other);
    let text = path_told(mixed);
    contains(&text, "every way there has at least one move that does not pay its mover.");
    contains(&text, "Path 1 is the path under ‘By any moves’, above.");

    let mut unreachable = path();
    unreachable.ways[0].moves = None;
    unreachable.ways[0].paths.clear();
    contains(&path_told(unreachable), "No sequence of moves leads to the state (naval");
    let only_reach =
        PathAnswer { to: None, ways: vec![], resting: None, resting_states: vec![], ..path() };
    contains(&path_told(only_reach), "moves lead to 11 other states");
    let stuck = PathAnswer {
        by_moves: Some(Count(0)),
        to: None,
        ways: vec![],
        resting: Some(Count(1)),
        resting_states: path().resting_states[..1].to_vec(),
        ..path()
    };
    let text = path_told(stuck);
    contains(&text, "From the status quo, nobody can move to another state.");
    contains(&text, "Nobody has an improvement there: it is at rest.");
    contains(&path_told(PathAnswer { too_large: Some("so it is".into()), ..path() }), "so it is.");
}
