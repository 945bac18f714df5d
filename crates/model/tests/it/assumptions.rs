//! Every assumption is listed once, by its place in the dossier.

use std::collections::BTreeSet;

use detente_testkit::random_dispute;

#[test]
fn paths_are_distinct_and_every_option_and_rule_is_there() {
    for seed in 0..300 {
        let dispute = random_dispute(seed);
        let all = dispute.assumptions();
        let paths: BTreeSet<&str> = all.iter().map(|a| a.path.as_str()).collect();
        assert_eq!(paths.len(), all.len(), "seed {seed}");
        for option in dispute.options.values() {
            assert!(paths.contains(format!("option.{}", option.id).as_str()), "seed {seed}");
        }
        let rules = all.iter().filter(|a| a.path.starts_with("imp")).count();
        assert_eq!(rules, dispute.impossible.len() + dispute.implausible.len(), "seed {seed}");
        let given: usize =
            dispute.readings.values().map(|r| r.accept.values().flatten().count()).sum();
        let listed = all.iter().filter(|a| a.path.contains(".accept.")).count();
        assert_eq!(listed, given, "seed {seed}");
    }
}
