// What somebody may do with these very records, before he tries.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "usecases/engine.h"

namespace vigil {

struct MayDo {
    bool change = false;  // of its fields those that the model lets him edit
    bool remove = false;
    // Acts of the entity that his role, his rights to what they write and his scope allow, and `restore` of what is
    // in the recycle bin. Whether one makes sense now is said by ActDef::offered_when. Keys of the entity, which lives
    // as long as the records.
    std::vector<std::string_view> acts;
};

// One for each of `records`, which are of one entity and which the actor sees. Where he changes what he sees
// nothing is asked of the store; else as far as the scope goes beyond the record.
Result<std::map<Id, MayDo>> may_do(Engine& engine, const Actor& actor,
                                   const std::vector<Record>& records);

}  // namespace vigil
