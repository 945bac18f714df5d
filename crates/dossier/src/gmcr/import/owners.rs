//! Who owns which option: each exactly one decision maker, or a mistake that names both.

use super::super::mistake::Mistakes;
use super::super::quoted;
use super::file::File;

/// Per decision maker the indices of its options, in its order; nothing if some option has no
/// owner or several.
pub(super) fn owned(file: &File, mistakes: &mut Mistakes) -> Option<Vec<Vec<usize>>> {
    let before = mistakes.count();
    let mut owner: Vec<Option<usize>> = vec![None; file.options.len()];
    let mut owned = Vec::new();
    for (number, maker) in file.makers.iter().enumerate() {
        let mut own = Vec::new();
        for (place, index) in &maker.options {
            let name = quoted(&file.options[*index].name);
            match owner[*index] {
                None => {
                    owner[*index] = Some(number);
                    own.push(*index);
                }
                Some(other) if other == number => {
                    let message = format!("the option {name} is listed twice");
                    mistakes.add(place.as_str(), message, "list it once");
                }
                Some(other) => {
                    let other = &file.makers[other];
                    let message = format!(
                        "the option {name} belongs to {} (`{}`) and to {}",
                        quoted(&other.name),
                        other.place,
                        quoted(&maker.name)
                    );
                    let help = "an option has one owner: take it from one of them, or give each its own option";
                    mistakes.add(place.as_str(), message, help);
                }
            }
        }
        owned.push(own);
    }
    for (index, _) in owner.iter().enumerate().filter(|(_, owner)| owner.is_none()) {
        let message = format!("the option {} belongs to nobody", quoted(&file.options[index].name));
        let help = "add its index to the `options` of one decision maker, or leave the option out";
        mistakes.add(format!("options[{index}]"), message, help);
    }
    (mistakes.count() == before).then_some(owned)
}
