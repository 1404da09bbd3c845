// A scenario file as text: scenarios, their lines, and the few marks a line knows. The language is told in
// tests/scenarios/README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vigil::tests {

struct Line {
    int number = 0;
    std::string text;
};

// One scenario with the lines that all scenarios of its file begin with.
struct Scenario {
    std::string file, title;
    std::vector<Line> lines;
};

// What went wrong, in words; the player adds file and line.
std::unexpected<Fault> wrong(std::string words);

Result<std::vector<Scenario>> read_scenarios(const std::string& path);

// Parted where `separator` stands outside quotes and brackets; each trimmed.
std::vector<std::string> parts_of(std::string_view text, std::string_view separator);
std::string trimmed(std::string_view text);
// Without the quotes around it, if any.
std::string unquoted(std::string_view text);

// "head: tail"; without a colon all is head.
struct HeadAndTail {
    std::string head, tail;
};
HeadAndTail at_colon(std::string_view text);

// Reads a line word by word.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(trimmed(text)) {}
    // Takes these words if they come next.
    bool take(std::string_view words);
    // The next word; empty at the end.
    std::string word();
    // Everything up to `words`, which are taken too; else everything.
    std::string until(std::string_view words);
    std::string rest();
    bool done() const { return text_.empty(); }

  private:
    std::string text_;
};

}  // namespace vigil::tests
