// Records found by a value that means the same as theirs.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// Records whose `field`, which has a comparing key, means the same as `value`. Of telephone numbers also those where
// one was typed with its country and the other as one dials it in the company's. Few by nature; removed ones too.
Result<std::vector<Record>> find_same(ReadView& view, const Company& company,
                                      const EntityDef& entity, int field, const Value& value,
                                      const Permit& permit);

}  // namespace vigil
