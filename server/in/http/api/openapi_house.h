// The calls that do not hang on one entity, and the shapes they speak of.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

// `with_clock`: the company may put its clock forward (init --test).
void add_house_operations(std::vector<Operation>& operations, bool with_clock);

void add_exception_operations(std::vector<Operation>& operations);

// Keys and values under components/schemas: Id, Money, Problem, Job, Exception, Guideline …
void write_house_schemas(JsonWriter& json, bool with_clock);
void write_exception_schemas(JsonWriter& json);
void write_preview_schemas(JsonWriter& json);

// What the calls above are grouped by.
struct Tag {
    std::string_view name, title, description;
};
std::vector<Tag> house_tags(bool with_clock);

}  // namespace vigil::http
