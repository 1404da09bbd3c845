// The facts of an exception as one reader may see them: his rights to the fields and records they speak of
// hold for them as well, in lists, in the evidence and in mails.
#pragma once

#include "watch/evidence.h"

namespace vigil::watch {

// Facts of fields, counts or linked records out of his sight are left out; those of masked fields, and the
// names of linked records he may not see, are shown as "•••".
Result<std::vector<Fact>> in_sight(const std::vector<Fact>& facts, const Permit& permit,
                                   ReadView& view, const Catalogue& catalogue);

// Whether he may read that field of any record of the entity.
bool may_read(const Permit& permit, const EntityDef& entity, std::string_view field);

// Whether he may read a field of an exception about a record of `entity`: what it tells of the record he may read no
// more than there. Null, of which record is not known: nothing of it.
bool may_read_of(const Permit& permit, const EntityDef& exception, std::string_view field,
                 const EntityDef* entity);

// The title of an exception about a record of `entity`: "•••" for whom it, or what it is made of, is masked or
// out of sight.
std::string title_for(const Permit& permit, const EntityDef& exception, const EntityDef* entity,
                      std::string_view title);

// As an exception keeps them, in every language, and back in one of them.
std::string facts_text(const std::vector<Fact>& facts);
std::vector<Fact> facts_kept(const Record& exception, std::string_view language);

}  // namespace vigil::watch
