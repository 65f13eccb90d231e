//! Commands on files: inspect, import, report, export.

use std::path::Path;

use serde_json::{Value, json};

use crate::arguments::{Export, Exported, Import, Inspect, Kind, Reading, Report, ReportName};
use crate::{Session, Stop, text};

/// So many names that nearly match are told.
const NEARLY: usize = 10;

/// How a file is to be read, as the application takes it.
fn options(reading: &Reading) -> Value {
    let join: Vec<(Vec<&str>, &String)> =
        reading.join.iter().map(|(columns, between)| (columns.split('+').collect(), between)).collect();
    json!({
        "sheet": reading.sheet, "header_row": reading.header_row, "header_rows": reading.header_rows,
        "map": reading.map, "set": reading.set, "split": reading.split, "join": join,
        "scale": reading.scale, "decimal": reading.decimal, "dates": reading.dates, "encoding": reading.encoding,
        "delimiter": reading.delimiter, "leave_out": reading.leave_out, "keep": reading.keep, "key": reading.key,
        "far_end": reading.far_end.as_ref().map(|far_end| far_end.replace('-', "_")), "cost": reading.cost,
        "rate_is": reading.rate_is, "parts": reading.parts,
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Budget => "budget",
        Kind::Actuals => "actuals",
        Kind::Orders => "orders",
        Kind::Vendors => "vendors",
        Kind::Contracts => "contracts",
        Kind::Licences => "licences",
        Kind::Rates => "rates",
        Kind::Scores => "scores",
        Kind::CloudBill => "cloud-bill",
    }
}

/// What an import leaves open. It is worth knowing where nobody answers.
fn open(answer: &Value) -> Vec<String> {
    asked(answer).into_iter().chain(nearly(answer)).collect()
}

/// The questions of an answer, each with the options that answer it.
fn asked(answer: &Value) -> Vec<String> {
    let questions = answer["questions"].as_array().into_iter().flatten();
    questions
        .map(|question| {
            let answers: Vec<String> =
                question["answers"].as_array().into_iter().flatten().map(in_options).collect();
            let sentence = text::string(&question["sentence"]);
            if answers.is_empty() {
                sentence
            } else {
                format!("{sentence} Answer with {}.", answers.join(", "))
            }
        })
        .collect()
}

/// An answer as it is given here: `--dates mdy (Month, day, year)`.
fn in_options(answer: &Value) -> String {
    let mut words = Vec::new();
    for (name, value) in answer["gives"].as_object().into_iter().flatten() {
        let flag = name.replace('_', "-");
        match value.as_array() {
            Some(pairs) if pairs.iter().all(Value::is_array) => words.extend(
                pairs
                    .iter()
                    .map(|pair| format!("--{flag} {}={}", text::string(&pair[0]), text::string(&pair[1]))),
            ),
            Some(list) => {
                words.push(format!(
                    "--{flag} {}",
                    list.iter().map(text::string).collect::<Vec<_>>().join(",")
                ));
            }
            None => words.push(format!("--{flag} {}", text::string(value).replace('_', "-"))),
        }
    }
    let read = if answer["assumed"] == true { ", as read" } else { "" };
    format!("{} ({}{read})", words.join(" "), text::string(&answer["label"]))
}

/// The names of an answer that the book nearly has and nobody has decided about.
fn nearly(answer: &Value) -> Vec<String> {
    let open = answer["near"].as_array().into_iter().flatten().filter(|name| name["decided"] == false);
    let mut told: Vec<String> = open
        .map(|name| {
            let (field, text) = (text::string(&name["field"]), text::string(&name["text"]));
            let known = text::string(&name["near"][0]["name"]);
            format!(
                "The {field} “{text}” is nearly “{known}”, which the book has, and counts as a new one: import the file in the \
                 window to take it for the same."
            )
        })
        .collect();
    let more = told.len().saturating_sub(NEARLY);
    told.truncate(NEARLY);
    told.extend((more > 0).then(|| format!("So it is with {more} more names.")));
    told
}

/// What a file is by its name's ending.
fn format(out: &Path) -> Result<&'static str, Stop> {
    let ending = out.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "xlsx" => Ok("xlsx"),
        "csv" => Ok("csv"),
        _ => Err(Stop::Refused("An export ends in .xlsx or .csv.".to_owned())),
    }
}

impl Session<'_> {
    pub(crate) fn inspect(&mut self, inspect: &Inspect) -> Result<(), Stop> {
        let file = self.app.grant(&inspect.file);
        let argument =
            json!({ "file": file, "kind": inspect.kind.map(kind), "options": options(&inspect.reading) });
        let found = self.call("import.inspect", &argument)?;
        if inspect.json {
            return self.print(&found);
        }
        let table = &found["table"];
        let name = inspect.file.file_name().unwrap_or_default().to_string_lossy();
        writeln!(self.stdout, "{name}: {}", text::string(&found["format"]))?;
        if !table.is_null() {
            let named = match text::string(&table["header_row"]).as_str() {
                "" => "no row names the columns".to_owned(),
                row => format!("column names in row {row}"),
            };
            let (sheet, rows) = (text::string(&table["sheet"]), text::rows(&text::string(&table["rows"])));
            writeln!(self.stdout, "Sheet {sheet}, {named}, {rows}")?;
            let rows: Vec<Vec<String>> = table["columns"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|column| {
                    ["index", "name", "type", "field", "reason"]
                        .map(|field| text::string(&column[field]))
                        .to_vec()
                })
                .collect();
            text::table(self.stdout, &["Column", "Name", "Type", "Field", "Why"], &[0], &rows)?;
        }
        self.notes(&found["notes"])?;
        self.notes(&Value::from(asked(&found)))
    }

    fn notes(&mut self, notes: &Value) -> Result<(), Stop> {
        for note in notes.as_array().into_iter().flatten() {
            writeln!(self.stdout, "{}", text::string(note))?;
        }
        Ok(())
    }

    pub(crate) fn import(&mut self, import: &Import) -> Result<(), Stop> {
        let file = self.app.grant(&import.file);
        // What cannot be read is refused before the book is opened to write, which leaves it byte for byte as it was.
        self.call(
            "import.inspect",
            &json!({ "file": file, "kind": kind(import.kind), "options": options(&import.reading) }),
        )?;
        if import.dry_run {
            self.read(&import.book)?;
        } else {
            self.write(&import.book)?;
        }
        let argument = json!({
            "file": file, "kind": kind(import.kind), "plan": null, "plan_name": import.plan,
            "options": options(&import.reading), "skip_problems": import.skip_problems, "missing": import.missing,
        });
        let looked = import.dry_run || import.stop_at_questions;
        let mut answer = self.call(if looked { "import.preview" } else { "import.run" }, &argument)?;
        let mut open = open(&answer);
        let asks = import.stop_at_questions && !open.is_empty();
        if looked && !import.dry_run && !asks {
            answer = self.call("import.run", &argument)?;
        }
        if asks {
            open.push(
                "Nothing was imported: answer what is open, or import without --stop-at-questions."
                    .to_owned(),
            );
        }
        if let Some(notes) = answer["notes"].as_array_mut() {
            notes.extend(open.into_iter().map(Value::from));
        }
        let stopped = answer["problem_count"].as_u64().unwrap_or(0) > 0 && !import.skip_problems;
        if import.json {
            if import.dry_run || asks {
                answer.as_object_mut().map(|answer| answer.remove("batch"));
            }
            self.print(&answer)?;
        } else {
            self.say(&answer, stopped, asks)?;
        }
        if stopped || asks { Err(Stop::Problems) } else { Ok(()) }
    }

    fn say(&mut self, answer: &Value, stopped: bool, asks: bool) -> Result<(), Stop> {
        let count = |field: &str| text::string(&answer[field]);
        for problem in answer["problems"].as_array().into_iter().flatten() {
            let place = format!("row {}, {}", text::string(&problem["row"]), text::string(&problem["name"]));
            writeln!(self.stdout, "{place}: {}", text::string(&problem["message"]))?;
        }
        if stopped {
            let cells = count("problem_count");
            let cells = if cells == "1" { "1 cell".to_owned() } else { format!("{cells} cells") };
            writeln!(
                self.stdout,
                "Nothing was imported: {cells} cannot be read. Mend the file, or leave the rows out with --skip-problems."
            )?;
        } else {
            let [new, changed] = if asks { ["new", "changed"] } else { ["imported", "updated"] };
            let missing = match count("missing").as_str() {
                "0" => String::new(),
                missing => format!(", {missing} missing from the file"),
            };
            writeln!(
                self.stdout,
                "{} read: {} {new}, {} {changed}, {} unchanged, {} left out{missing}",
                text::rows(&count("read")),
                count("imported"),
                count("updated"),
                count("unchanged"),
                count("left_out")
            )?;
        }
        for (currency, total) in answer["totals"].as_object().into_iter().flatten() {
            writeln!(self.stdout, "{} {currency}", text::string(total))?;
        }
        self.notes(&answer["notes"])
    }

    pub(crate) fn report(&mut self, report: &Report) -> Result<(), Stop> {
        if !report.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            return Err(Stop::Refused("A report ends in .pdf.".to_owned()));
        }
        self.as_of = report.as_of;
        self.read(&report.book)?;
        let (plan, file) = (self.plan(report.plan.as_deref())?, self.app.grant(&report.out));
        match report.name {
            ReportName::Budget => {
                let compare = self.plan(report.compare.as_deref())?;
                let argument =
                    json!({ "plan": plan, "compare": compare, "paper": report.paper, "file": file });
                self.written("report.budget", &argument)
            }
            ReportName::Showback => {
                let department =
                    report.department.as_ref().map(|name| self.record("department", name)).transpose()?;
                let argument = json!({
                    "plan": plan, "period": report.period, "department": department, "paper": report.paper,
                    "file": file, "recognition": report.recognition.name(),
                });
                self.written("report.showback", &argument)
            }
        }
    }

    pub(crate) fn export(&mut self, export: &Export) -> Result<(), Stop> {
        self.read(&export.book)?;
        let (file, format) = (self.app.grant(&export.out), format(&export.out)?);
        match export.what {
            Exported::Budget => {
                let plan = self.plan(export.plan.as_deref())?;
                self.written("export.budget", &json!({ "plan": plan, "format": format, "file": file }))
            }
            Exported::Actuals => {
                self.written("export.actuals", &json!({ "query": null, "format": format, "file": file }))
            }
            Exported::Forecast => {
                let plan = self.plan(export.plan.as_deref())?;
                self.written("export.forecast", &json!({ "plan": plan, "format": format, "file": file }))
            }
            Exported::Variance => {
                let plan = self.plan(export.plan.as_deref())?;
                let query = json!({ "plan": plan, "period": export.period, "by": export.by.name() });
                self.written("export.variance", &json!({ "query": query, "format": format, "file": file }))
            }
            Exported::History => self.written("export.history", &json!({ "format": format, "file": file })),
            Exported::FillIn | Exported::Rating if format != "xlsx" => {
                Err(Stop::Refused("What is to be filled in is a workbook: it ends in .xlsx.".to_owned()))
            }
            Exported::FillIn => {
                let plan = self.plan(export.plan.as_deref())?;
                let department = match &export.department {
                    Some(name) => Some(self.record("department", name)?),
                    None => None,
                };
                let argument = json!({
                    "plan": plan, "department": department, "until": export.until,
                    "to": export.to.as_deref().unwrap_or(""), "file": file,
                });
                self.written("export.fill_in", &argument)
            }
            Exported::Rating => {
                let vendors = export.vendor.iter().map(|name| self.record("vendor", name));
                let argument = json!({
                    "period": export.period, "vendors": vendors.collect::<Result<Vec<_>, _>>()?,
                    "criteria": export.criterion, "scale": export.scale,
                    "rater": export.rater.as_deref().unwrap_or(""), "until": export.until,
                    "to": export.to.as_deref().unwrap_or(""), "file": file,
                });
                self.written("export.rating", &argument)
            }
        }
    }

    /// The number of a vendor or department by its name.
    fn record(&self, what: &str, name: &str) -> Result<Value, Stop> {
        let all = self.call(&format!("{what}.list"), &Value::Null)?;
        let wanted = name.trim().to_lowercase();
        let is_it = |record: &&Value| text::string(&record["name"]).to_lowercase() == wanted;
        let found = all.as_array().into_iter().flatten().find(is_it);
        found.map(|record| record["id"].clone()).ok_or_else(|| {
            Stop::Refused(format!(
                "There is no {what} “{name}” in this book: `outlay show` and the window list them."
            ))
        })
    }

    fn written(&mut self, command: &str, argument: &Value) -> Result<(), Stop> {
        let written = self.call(command, argument)?;
        let (name, note) = (text::string(&written["name"]), text::string(&written["note"]));
        Ok(writeln!(self.stdout, "{name}: {note}")?)
    }
}
