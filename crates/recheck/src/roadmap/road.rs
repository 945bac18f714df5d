//! A road told, against the roads there are.
//!
//! What the road is worth everywhere is worked out anew; of all policies worth the same one has to be
//! just as said: how many states it comes to, its weakest link and the likeliest way there, its likeliest
//! way through, where it ends and how soon. Whether a link of hardly any slack holds may hang on the
//! last digit: then a little more and a little less is tried, and if that makes a difference the road is
//! left open.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{MOST_ENDS, Road};

use super::field::{Field, Pass};
use super::links;
use super::payments::{Accounts, Paid};
use super::policy::{Policy, Tried, try_all};
use super::unpaid;
use super::words::{Words, close, equal, near, rows, size};

/// What became of a road.
pub(super) enum Told {
    /// It is as said.
    Right(Vec<String>),
    /// There is nothing to compare, and what was found instead of it is as said.
    Holds(&'static str),
    /// It is not.
    Wrong(String),
    /// It cannot be told, and why.
    Open(String),
}

/// A reading's roads.
pub(super) struct Roads<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) field: &'a Field<'a>,
}

impl Roads<'_> {
    /// Checks a road told as the most valuable one of this slack that rests only where it may.
    pub(super) fn check(&self, rests: &dyn Fn(usize) -> bool, slack: f64, said: &Road) -> Told {
        let fine = self.field.values.fine();
        let mut wrong = None;
        let mut passes: Vec<Pass> = Vec::new();
        for by in [1.0, 10.0, 0.1, 0.01] {
            let pass = self.field.pass(rests, slack - by * fine);
            match self.try_pass(rests, &pass, said) {
                told @ (Told::Right(_) | Told::Holds(_) | Told::Open(_)) => return told,
                Told::Wrong(why) => drop(wrong.get_or_insert(why)),
            }
            passes.push(pass);
            if passes.len() == 2 && passes[0].value == passes[1].value {
                break;
            }
        }
        let why = wrong.unwrap_or_default();
        let alike = passes.windows(2).all(|pair| pair[0].value == pair[1].value);
        match alike {
            true => Told::Wrong(why),
            false => {
                Told::Open(format!("some slack is so near to the limit that it may be ({why})"))
            }
        }
    }

    fn try_pass(&self, rests: &dyn Fn(usize) -> bool, pass: &Pass, said: &Road) -> Told {
        let field = self.field;
        let Some(value) = pass.value.get(&field.start) else {
            return Told::Wrong("no road leads there".to_string());
        };
        if let Err(why) = near("the value", said.value, *value, field.values.fine()) {
            return Told::Wrong(why);
        }
        let forced = match self.forced(said) {
            Ok(forced) => forced,
            Err(why) => return Told::Wrong(why),
        };
        let mut open = Vec::new();
        let mut test = |policy: &Policy<'_>| {
            open.clear();
            self.is_as_said(policy, said, &mut open)
        };
        match try_all(field, rests, pass, &forced, &mut test) {
            Tried::Found => Told::Right(open),
            Tried::None(why) => Told::Wrong(why),
            Tried::TooMany(why) => {
                Told::Open(format!("very many roads are worth the same; of the first, {why}"))
            }
        }
    }

    /// The steps the road is told to take, by state: who, and where to.
    fn forced(&self, said: &Road) -> Result<BTreeMap<usize, Vec<(usize, usize)>>, String> {
        let mut forced: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let (ladder, end) =
            self.words.walk(self.field, said.ladder.iter().map(|rung| &rung.step))?;
        let (way, last) = self.words.walk(self.field, said.way.iter())?;
        if last != self.words.state(self.field.values, &said.weakest.state)? {
            return Err("the way to the weakest link leads elsewhere".to_string());
        }
        if said.ends.iter().all(|told| self.words.state(self.field.values, &told.state) != Ok(end))
        {
            let listed = said.ends_left_out.is_zero();
            if listed {
                return Err("the ladder does not lead to an end".to_string());
            }
        }
        for (state, player, arc) in ladder.into_iter().chain(way) {
            forced.entry(state).or_default().push((player, arc.to));
        }
        Ok(forced)
    }

    fn is_as_said(
        &self,
        policy: &Policy<'_>,
        said: &Road,
        open: &mut Vec<String>,
    ) -> Result<(), String> {
        equal("states the road comes to", size(said.states), policy.stops.len())?;
        links::weakest(self.words, policy, &said.weakest)?;
        self.ways(policy, said)?;
        self.ends(policy, said)?;
        let fine = self.field.values.fine();
        near("periods", said.periods, policy.periods(), 1e-9 * (1.0 + policy.periods()))?;
        self.rungs(policy, said, fine)?;
        self.paid(policy, said, fine, open)?;
        if said.ladder.iter().any(|rung| rung.longest.is_some()) {
            open.push("the longest period at which each step holds".to_string());
        }
        unpaid::check(self.words, policy, said, open)
    }

    /// The ladder and the way to the weakest link are the likeliest.
    fn ways(&self, policy: &Policy<'_>, said: &Road) -> Result<(), String> {
        let (ladder, end) =
            self.words.walk(self.field, said.ladder.iter().map(|rung| &rung.step))?;
        let (way, last) = self.words.walk(self.field, said.way.iter())?;
        if !policy.stops.contains_key(&end) || !policy.is_end(end) {
            return Err("the ladder does not lead to an end".to_string());
        }
        let chance = |steps: &[(usize, usize, &super::game::Arc)]| -> Result<f64, String> {
            let mut chance = 1.0;
            for (state, player, arc) in steps {
                if !policy.stops.contains_key(state) {
                    return Err("a step is told that the road does not take".to_string());
                }
                let steps = policy.steps(*state);
                let step = steps.iter().find(|(m, to, _)| m == player && to.to == arc.to);
                chance *= step.ok_or("a step is told that the road does not take")?.2;
            }
            Ok(chance)
        };
        let likely = chance(&ladder)?;
        close("the chance of the ladder", said.chance, likely)?;
        if likely < policy.likeliest() * (1.0 - 1e-9) {
            return Err("another way through is likelier than the ladder".to_string());
        }
        let likeliest = policy.arrivals().get(&last).copied().unwrap_or_default().1;
        if chance(&way)? < likeliest * (1.0 - 1e-9) {
            return Err("another way to the weakest link is likelier".to_string());
        }
        Ok(())
    }

    /// Where it ends, likeliest first.
    fn ends(&self, policy: &Policy<'_>, said: &Road) -> Result<(), String> {
        let arrivals = policy.arrivals();
        let ends: Vec<usize> =
            policy.order.iter().copied().filter(|state| policy.is_end(*state)).collect();
        equal("ends listed", said.ends.len(), ends.len().min(MOST_ENDS))?;
        equal("ends left out", size(said.ends_left_out), ends.len().saturating_sub(MOST_ENDS))?;
        let mut listed = BTreeSet::new();
        let mut least = f64::MAX;
        let mut before: Option<(f64, usize)> = None;
        for end in &said.ends {
            let state = self.words.state(self.field.values, &end.state)?;
            if !ends.contains(&state) || !listed.insert(state) {
                return Err("a state is told as an end that is none, or twice".to_string());
            }
            let chance = arrivals.get(&state).copied().unwrap_or_default().0;
            close("the chance of an end", end.chance, chance)?;
            if before.is_some_and(|(likely, number)| {
                chance > likely + 1e-12
                    || (chance > likely - 1e-14 && chance < likely + 1e-14 && state < number)
            }) {
                return Err("the ends are not told in their order".to_string());
            }
            before = Some((chance, state));
            least = chance;
        }
        let missed = ends.iter().filter(|end| !listed.contains(end));
        let mut chances = missed.map(|end| arrivals.get(end).copied().unwrap_or_default().0);
        match chances.any(|chance| chance > least + 1e-12) {
            true => Err("a likelier end is left out".to_string()),
            false => Ok(()),
        }
    }

    fn rungs(&self, policy: &Policy<'_>, said: &Road, fine: f64) -> Result<(), String> {
        let (ladder, _) = self.words.walk(self.field, said.ladder.iter().map(|rung| &rung.step))?;
        let game = self.field.values.game;
        for (number, ((state, player, arc), rung)) in ladder.iter().zip(&said.ladder).enumerate() {
            let of = |why: String| format!("rung {}: {why}", number + 1);
            let value = policy.value[&arc.to];
            let step = self.field.moving(*state, *player, arc, value);
            links::parts("the step", &rung.holds, step, fine).map_err(of)?;
            let keep = self.field.keep(arc.to, value).ok_or("nothing can be promised there")?;
            links::parts("what is promised", &rung.keep, keep, fine).map_err(of)?;
            links::keeper(self.words, self.field, arc.to, rung.keeper.as_ref()).map_err(of)?;
            let gains: Vec<f64> = (game.utility[arc.to].iter().zip(&game.utility[*state]))
                .map(|(there, here)| there - here)
                .collect();
            rows("gains", &rung.gains, &gains, fine).map_err(of)?;
        }
        Ok(())
    }

    fn paid(
        &self,
        policy: &Policy<'_>,
        said: &Road,
        fine: f64,
        open: &mut Vec<String>,
    ) -> Result<(), String> {
        let (ladder, _) = self.words.walk(self.field, said.ladder.iter().map(|rung| &rung.step))?;
        let accounts = Accounts::new(self.field, policy);
        let paid = accounts.along(&ladder);
        // A share mixed in is a quotient of small differences, so large payments are known less well.
        let all = paid.received.iter().flatten().chain(&paid.opening).chain(&paid.most);
        let largest = all.fold(0.0, |most: f64, amount| most.max(amount.abs()));
        let fine = fine / self.field.values.now().max(1e-6) + 1e-8 * largest;
        let told = self.are_paid(said, &paid, fine);
        if told.is_err() && accounts.is_tied() {
            adds_up(said, self.field.values.game.players, fine)?;
            open.push("payments, which hang on the last digit".to_string());
            return Ok(());
        }
        told
    }

    /// Whether what is told of payments is so; they are differences of values over 1 − δ.
    fn are_paid(&self, said: &Road, paid: &Paid, fine: f64) -> Result<(), String> {
        rows("what is paid at the start", &said.opening, &paid.opening, fine)?;
        let mut balance = paid.opening.clone();
        for (number, (received, rung)) in paid.received.iter().zip(&said.ladder).enumerate() {
            let what = format!("what is paid with rung {}", number + 1);
            rows(&what, &rung.receives, received, fine)?;
            balance.iter_mut().zip(received).for_each(|(sum, received)| *sum += received);
        }
        let all = fine * (said.ladder.len() + 1) as f64;
        rows("the balance of payments", &said.balance, &balance, all)?;
        rows("the most paid at once", &said.pays_at_most, &paid.most, fine)
    }
}

/// What holds of payments however ties are split: those of one occasion cancel out, and the balance is
/// their sum.
fn adds_up(said: &Road, players: usize, fine: f64) -> Result<(), String> {
    let occasions =
        || std::iter::once(&said.opening).chain(said.ladder.iter().map(|r| &r.receives));
    let mut balance = vec![0.0; players];
    for row in occasions() {
        equal("what is paid: numbers", row.0.len(), players)?;
        let received: Vec<f64> = row.0.iter().map(|amount| amount.to_f64()).collect();
        let sum: f64 = received.iter().sum();
        if sum.abs() > fine {
            return Err(format!("payments of one occasion come to {sum}, not to nothing"));
        }
        balance.iter_mut().zip(received).for_each(|(sum, received)| *sum += received);
    }
    rows("the balance of payments", &said.balance, &balance, fine * occasions().count() as f64)
}
