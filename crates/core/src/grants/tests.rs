//! The chooser's way through every combination of answers.

use super::*;

#[test]
fn the_first_question_comes_first() {
    let Next::Ask(question) = next(&[]) else {
        panic!("nothing was answered yet")
    };
    assert_eq!(question.id, "today");
}
