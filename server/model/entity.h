// What an entity is: its fields, links, choices, labels, layout and rights, as declared in
// crm/<noun>/x.entity.json and server/model/system/x.entity.json, with the company's own changes laid over.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/value.h"

namespace vigil {

enum class FieldKind {
    text,       // one line, at most max_length code points
    long_text,  // several lines
    integer,
    decimal,  // six decimals, exact
    boolean,
    money,   // minor units and currency
    day,     // calendar day
    moment,  // point in time
    choice,  // one key of `choices`
    link,    // id of a record of entity `link`
    email,
    phone,  // as typed; compared by its E.164 form
    url,
    json,  // structured, not filtered
};
std::string_view to_string(FieldKind kind);
std::optional<FieldKind> parse_field_kind(std::string_view text);

// Text by language: {"en": "Lead", "zh-CN": "线索"}. Answers English where a language is missing.
struct Labels {
    std::map<std::string, std::string, std::less<>> by_language;
    std::string_view in(std::string_view language) const;
};

// What choosing a choice fills in another field.
struct Brought {
    int field = 0;  // index in the entity's fields
    Value value;
};

struct Choice {
    std::string key;
    Labels label;
    std::string tone;     // "", good, warn, bad: what colour a state has
    bool hidden = false;  // removed: kept for records that have it, no longer offered
    // {"probability": 25}: by field, its value as JSON text. Null where nothing is said of it, which is
    // not the same as bringing nothing: then what the program ships holds.
    std::optional<std::map<std::string, std::string, std::less<>>> brings;
    std::vector<Brought> brought;  // those of them that fit; filled by finish_entity()
};

struct FieldDef {
    std::string key;
    FieldKind kind = FieldKind::text;
    Labels label;
    Labels help;
    Labels used_for;  // P21: what the value is used for, shown where it is filled in
    bool required = false;
    bool read_only = false;  // set by the system or by acts only
    bool unique = false;     // no two records (removed ones apart) hold the same key
    bool find = false;       // in the search index
    bool key_column =
        false;             // has a `<key>_key` column: int64 hash of the comparing key (duplicates)
    bool indexed = false;  // for lists
    bool personal = false;  // a person's data: masked where the role may not see it
    bool secret = false;    // never leaves through the generic API, never in the journal
    bool audited = true;    // its changes stand in the journal
    bool hidden = false;    // removed own field: column stays, nothing shows it
    bool own = false;       // made by the company at run time
    bool base = false;      // id, version, created_at …: every record has it
    // Moves a record along the process: for those who work it, not for a visitor of a public form.
    bool steers = false;
    int question = 0;      // > 0: a qualifying question, in asking order [L8]
    int max_length = 200;  // code points, of text kinds
    std::optional<std::int64_t> at_least, at_most;  // of integers, and of money in whole units
    std::vector<Choice> choices;
    std::vector<std::string>
        relies_on;           // choices that acts and rules of the program name: they stay
    std::string choices_of;  // "activity.outcome": an act's field with the choices of that field
    std::string link;        // target entity's key, of kind link
    std::optional<Value> default_value;
    std::string required_when;  // a condition on the record: filled where it holds; empty = never
    bool demanded = false;  // required, always or sometimes, by the company and not by the program

    const Choice* choice(std::string_view key) const;
};

struct LayoutSection {
    Labels label;
    std::vector<std::string> fields;
};

// Something that is done with a record; its parameters have the shape of fields.
struct ActDef {
    std::string key;
    Labels label;
    // A condition on the record's own fields: where it does not hold the act makes no sense now, and a page
    // does not offer it. It refuses nothing: what an act refuses stands in the act. Empty = always.
    std::string offered_when;
    std::vector<FieldDef> fields;
    // The fields of its record that it writes, each with a condition on the record's own fields: where it holds, the
    // act writes it. A person is offered an act where all that it writes is his to write.
    std::map<std::string, std::string, std::less<>> writes;
    // The entity of which it makes a record, and the fields of that it fills by itself. Any other that the company
    // demands of such a record the act asks too: it joins `fields` in a catalogue.
    std::string makes;
    std::vector<std::string> fills;
};

// `masked` stands in declarations only: a permit says "see" and that the value is masked (EntityPermit).
enum class Right { none, masked, see, edit };
std::string_view to_string(Right right);
std::optional<Right> parse_right(std::string_view text);

// What one role may do with an entity. Scope is a condition in the condition language ("true", "owner =
// me", "owner.team in my_teams"); one that is empty means not at all.
struct RoleRights {
    std::string see;     // rows he may see
    std::string change;  // rows he may change and act on (and sees)
    bool create = false;
    bool remove = false;
    std::map<std::string, Right, std::less<>>
        fields;            // exceptions from "edit whatever the row allows"
    bool personal = true;  // false: fields marked personal are masked, unless `fields` names them

    Right of(const FieldDef& field) const;
};

// What a word for a scope means here, as conditions: whom one sees and whom one changes by it.
struct ScopeWord {
    std::string see, change;
};

struct IndexDef {
    std::vector<std::string> columns;  // "owner", "status", "-created_at": a minus means descending
    bool unique = false;
    std::string where;  // SQL both stores understand, for partial indexes of system entities
};

struct EntityDef {
    std::string key;     // lead
    std::string plural;  // leads: the path and the table's name
    Labels label, label_plural;
    bool system = false;             // no generic API
    bool plain = false;              // only id and version as base fields; not journaled
    bool own = false;                // made by the company
    bool hidden = false;             // removed own entity: table stays, nothing shows it
    bool menu = false;               // stands in the sidebar
    std::vector<std::string> title;  // fields a record's title falls back through
    std::string context;             // field shown beside the title
    std::vector<FieldDef> fields;    // base fields first
    std::vector<std::string> list_layout;
    std::vector<LayoutSection> record_layout;
    std::string record_first;  // "steps": a record's page leads with them, not with its first act
    std::vector<ActDef> acts;
    std::vector<IndexDef> indexes;
    std::vector<std::vector<std::string>>
        one_of;  // at least one field of each group must be filled
    std::map<std::string, RoleRights, std::less<>> rights;  // by role key; "*" = any other role
    std::map<std::string, ScopeWord, std::less<>>
        scopes;  // "own", "team", "pool"; "all" and "none" go without
    bool granted =
        false;  // a system entity whose rights an administrator gives like those of others

    // Null where the role may do nothing.
    const RoleRights* rights_of(std::string_view role) const;

    // Index of a field in `fields` and in Record::values; -1 when there is none.
    int index_of(std::string_view field_key) const;
    const FieldDef* field(std::string_view field_key) const;
    const ActDef* act(std::string_view act_key) const;

    // Filled by finish_entity().
    std::map<std::string, int, std::less<>> index_by_key;
    std::vector<int> bringing;  // fields whose choices bring values; those that bring others' first
};

// Positions of the base fields in every entity's `fields`.
inline constexpr int field_id = 0;
inline constexpr int field_version = 1;
// The following are absent from plain entities.
inline constexpr int field_created_at = 2;
inline constexpr int field_updated_at = 3;
inline constexpr int field_created_by = 4;
inline constexpr int field_removed_at = 5;

// Fills base fields and look-ups of an entity whose own fields are in place. What a choice brings and
// does not fit is passed over; model/brought.h tells of it.
void finish_entity(EntityDef& entity);

// Reads one declaration. Refuses unknown keys, kinds and wrong types; code `bad_declaration`.
Result<EntityDef> parse_entity(std::string_view json_text);

// Reads one field, one choice, in the same shape (also for what an administrator adds).
Result<FieldDef> parse_field(std::string_view json_text);

}  // namespace vigil
