// Schemas of an entity's records, made from its declaration.
#pragma once

#include <string>

#include "in/http/json_writer.h"
#include "model/entity.h"

namespace vigil::http {

// Name under components/schemas: "Lead", "OpportunityStep"; an own entity keeps its key, so that no two
// can meet, whatever a company calls them. With "Create", "Patch" … behind it the others of that entity.
std::string schema_name(const EntityDef& entity);

// Whether the contract speaks of a field at all.
bool is_public(const FieldDef& field);

// Whether any role may do it; true where no rights are declared.
// What somebody may write can be tried without.
bool has_preview(const EntityDef& entity);
bool anyone_may_create(const EntityDef& entity);
bool anyone_may_change(const EntityDef& entity);
bool anyone_may_remove(const EntityDef& entity);

// Keys and values under components/schemas: Lead, LeadPage, LeadCreate, LeadPreview, LeadPatch.
void write_entity_schemas(JsonWriter& json, const EntityDef& entity);

// The body of an act.
std::string act_schema(const ActDef& act);

// A list of some of the entity's keys: {"type":"array","items":{"enum":[…]}}.
std::string keys_schema(const std::vector<std::string>& keys);

}  // namespace vigil::http
