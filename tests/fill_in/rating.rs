//! A rater's scores go out and come back.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, job, table};

use super::paper::Paper;
use super::{book, notes, rows};

/// Vendors 1 Contoso and 2 Fabrikam are rated by two criteria: rows 6 to 9, scores in D, comments in E.
fn rating(desk: &Desk, window: &Window, rater: &str) -> Paper {
    let file = window.grant(&desk.path("rating.xlsx"));
    let asked = json!({
        "period": "q3 2026", "vendors": [], "criteria": ["Quality", "Price"], "scale": 5, "rater": rater, "file": file,
    });
    window.call("export.rating", asked);
    Paper::open(desk, "rating.xlsx")
}

fn scores(window: &Window) -> String {
    let fields = ["vendor", "criterion", "period", "value", "unit", "rater", "comment"];
    table(&window.call("score.list", Value::Null), &fields)
}

#[test]
fn scores_of_several_people_stay_apart() {
    let desk = Desk::new();
    let window = book(&desk);
    window.import(
        &desk,
        "scores",
        "Vendor,KPI,Period,Value,Unit\nContoso,Quality,2026-Q3,97.5,%\nContoso,Price,2026-Q3,9,%\n",
    );
    let filled = |rater: &str, cells: &[(&str, &str)]| {
        let paper = cells
            .iter()
            .fold(rating(&desk, &window, rater), |paper, (place, value)| paper.fill(place, value));
        job(&window.grant(&paper.save(&desk, "rated.xlsx")), "scores")
    };

    let anna = filled("Anna", &[("D6", "4"), ("E6", "steady"), ("D7", "n/a"), ("D8", "2")]);
    let found = window.call("import.inspect", json!({ "file": anna["file"], "kind": null, "options": {} }));
    assert_eq!((&found["kind"], &found["table"]["sheet"]), (&json!("scores"), &json!("Scores")));
    expect![[r#"
        6 new: Contoso Quality 2026-Q3 4 of 5 steady Anna
        7 left_out: Contoso Price 2026-Q3 n/a
        8 new: Fabrikam Quality 2026-Q3 2 of 5 Anna
        9 left_out: Fabrikam Price 2026-Q3
    "#]]
    .assert_eq(&rows(&window, &anna));
    let done = window.call("import.run", anna);
    assert_eq!((&done["imported"], &done["left_out"], &done["missing"]), (&json!(2), &json!(2), &json!(0)));
    expect![[r#"
        2 of 4 scores were not given and are left out.
    "#]]
    .assert_eq(&notes(&done));

    // A vendor has another name by now, and somebody writes his own at the top.
    let ben = filled("", &[("B3", "Ben"), ("D6", "3"), ("D9", "5")]);
    let vendor = window.call("vendor.list", Value::Null)[0].clone();
    let mut renamed = vendor.clone();
    renamed["name"] = json!("Contoso Ltd");
    window.call("vendor.save", renamed);
    let done = window.call("import.run", ben);
    assert_eq!((&done["imported"], &done["updated"]), (&json!(2), &json!(0)));

    // She thinks again: hers is changed, his stays.
    window.call("vendor.save", vendor);
    let anna = filled("Anna", &[("D6", "5"), ("D8", "2")]);
    expect![[r#"
        6 changed: Contoso Quality 2026-Q3 5 of 5 Anna <- Contoso Quality 2026-Q3 4 of 5 steady Anna
        7 left_out: Contoso Price 2026-Q3
        8 unchanged: Fabrikam Quality 2026-Q3 2 of 5 Anna
        9 left_out: Fabrikam Price 2026-Q3
    "#]]
    .assert_eq(&rows(&window, &anna));
    let done = window.call("import.run", anna);
    assert_eq!((&done["updated"], &done["unchanged"]), (&json!(1), &json!(1)));
    expect![[r#"
        Contoso | Price | 2026-Q3 | 9 | % |  | 
        Contoso | Quality | 2026-Q3 | 97.5 | % |  | 
        Contoso | Quality | 2026-Q3 | 5 | of 5 | Anna | 
        Contoso | Quality | 2026-Q3 | 3 | of 5 | Ben | 
        Fabrikam | Price | 2026-Q3 | 5 | of 5 | Ben | 
        Fabrikam | Quality | 2026-Q3 | 2 | of 5 | Anna | 
    "#]]
    .assert_eq(&scores(&window));

    // What was measured is nobody's opinion: a file of it says nothing of those.
    let measured = window.import(
        &desk,
        "scores",
        "Vendor,KPI,Period,Value,Unit\nContoso,Quality,2026-Q3,97.5,%\nContoso,Quality,2026-Q4,98,%\n",
    );
    assert_eq!(measured["missing_names"], json!(["Contoso, Price, 2026-Q3"]));
}

#[test]
fn a_rating_is_checked() {
    let desk = Desk::new();
    let window = book(&desk);
    let back = |paper: Paper| job(&window.grant(&paper.save(&desk, "rated.xlsx")), "scores");
    let off = back(
        rating(&desk, &window, "Anna").fill("D6", "7").fill("D7", "2.5").fill("D8", "good").fill("D9", "1"),
    );
    let preview = window.call("import.preview", off);
    expect![[r#"
        6 | 4 | Score | 7 | “7” is not on the scale: a whole number from 1 to 5.
        7 | 4 | Score | 2.5 | “2.5” is not on the scale: a whole number from 1 to 5.
        8 | 4 | Score | good | “good” is not an amount.
    "#]]
    .assert_eq(&table(&preview["problems"], &["row", "column", "name", "text", "message"]));
    let nameless = back(rating(&desk, &window, "").fill("D6", "4"));
    expect!["rater: The workbook does not say who rated: write the name into the cell at its top, or set the rater for every row."].assert_eq(&window.refused("import.preview", &nameless));
    let mut named = nameless;
    named["options"] = json!({ "set": [["rater", "Cleo"]] });
    window.call("import.run", named);
    expect![[r#"
        Contoso | Quality | 2026-Q3 | 4 | of 5 | Cleo | 
    "#]]
    .assert_eq(&scores(&window));

    let file = window.grant(&desk.path("none.xlsx"));
    for (asked, field) in [
        (json!({ "period": "soon", "criteria": ["Price"], "file": file }), "period"),
        (json!({ "period": "2026", "criteria": ["Price"], "scale": 1, "file": file }), "scale"),
        (json!({ "period": "2026", "criteria": ["Price"], "vendors": [77], "file": file }), "not_found"),
    ] {
        let refused = window.refused("export.rating", &asked);
        assert!(refused.starts_with(&format!("{field}: ")), "{refused}");
    }
}
