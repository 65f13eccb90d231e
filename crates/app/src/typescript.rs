//! The commands and their types as TypeScript: what `ui/src/api.gen.ts` is made of.

use std::any::TypeId;
use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands::{self, Effect};

/// The types met so far, by their name. Two types of one name are a mistake and stop the generator.
#[derive(Default)]
pub(crate) struct Types {
    declared: BTreeMap<String, (TypeId, String)>,
    clashes: Vec<String>,
}

impl Types {
    /// Declares a type and all it refers to, and answers how TypeScript writes it.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&Config::default())
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::default();
        if T::output_path().is_some() {
            let name = T::ident(&config);
            // `Found<Amount>` and `Found<Month>` are one declaration.
            let id = TypeId::of::<T::WithoutGenerics>();
            match self.declared.get(&name) {
                Some((known, _)) if *known == id => return T::visit_generics(self),
                Some(_) => self.clashes.push(name),
                None => {
                    self.declared.insert(name, (id, T::decl(&config)));
                }
            }
        } else if let Some(declaration) = text_type::<T>(&config) {
            self.declared.insert(T::name(&config), (TypeId::of::<T>(), declaration));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// Amounts, currencies, months and periods: our own names for text.
fn text_type<T: TS + 'static + ?Sized>(config: &Config) -> Option<String> {
    let ours = [
        TypeId::of::<domain::Amount>(),
        TypeId::of::<domain::Currency>(),
        TypeId::of::<domain::Month>(),
        TypeId::of::<domain::calendar::Period>(),
    ];
    ours.contains(&TypeId::of::<T>()).then(|| T::decl(config))
}

/// The whole file; the error names the clashing types.
pub fn file() -> Result<String, String> {
    let mut types = Types::default();
    let signatures = commands::signatures(&mut types);
    if !types.clashes.is_empty() {
        return Err(format!("two types of one name: {}", types.clashes.join(", ")));
    }
    let mut lines = vec![
        "// Generated from crates/app/src/commands.rs by `cargo xtask gen`. Not to be changed by hand."
            .to_owned(),
        String::new(),
    ];
    lines.extend(types.declared.values().map(|(_, declaration)| format!("export {declaration}")));
    lines.extend(["", "export interface Commands {"].map(str::to_owned));
    for (command, argument, answer) in &signatures {
        let answer = if answer == "()" { "null" } else { answer };
        lines.push(format!("  /** {} */", command.about.trim()));
        lines.push(format!("  \"{}\": {{ argument: {argument}; answer: {answer} }};", command.name));
    }
    let effects = "export const COMMANDS: Record<CommandName, { reads: Topic[] } | { changes: Topic[] }> = {";
    let between = ["}", "", "export type CommandName = keyof Commands;", "", effects];
    lines.extend(between.map(str::to_owned));
    for (command, _, _) in &signatures {
        let (effect, topics) = match command.effect {
            Effect::Reads(topics) => ("reads", topics),
            Effect::Changes(topics) => ("changes", topics),
        };
        let names: Vec<String> = topics.iter().map(|topic| format!("\"{topic}\"")).collect();
        lines.push(format!("  \"{}\": {{ {effect}: [{}] }},", command.name, names.join(", ")));
    }
    lines.push("};\n".to_owned());
    Ok(lines.join("\n"))
}
