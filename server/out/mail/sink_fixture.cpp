#include "out/mail/sink_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace vigil::mail {

namespace fs = std::filesystem;

Sink::Sink(std::vector<std::string> further) {
    static int number = 0;
    folder_ = fs::temp_directory_path() /
              ("vigil_sink_" + std::to_string(getpid()) + "_" + std::to_string(++number));
    std::vector<std::string> words = {"/usr/bin/python3",
                                      VIGIL_SOURCE_DIR "/tests/support/smtp_sink.py", "--dir",
                                      folder_.string()};
    words.insert(words.end(), further.begin(), further.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    int ends[2];
    if (pipe(ends) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
        dup2(ends[1], 1);
        close(ends[0]);
        execv(argv[0], argv.data());
        _exit(127);
    }
    close(ends[1]);
    FILE* out = fdopen(ends[0], "r");
    if (std::fscanf(out, "listening 127.0.0.1:%d", &port_) != 1) port_ = 0;
    std::fclose(out);
}

Sink::~Sink() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    fs::remove_all(folder_);
}

std::vector<AcceptedMail> Sink::accepted() const {
    std::vector<AcceptedMail> mails;
    std::ifstream file(folder_ / "accepted.jsonl");
    for (std::string line; std::getline(file, line);) {
        const auto row = nlohmann::json::parse(line);
        mails.push_back({row["message_id"], row["from"], row["subject"],
                         row["to"].get<std::vector<std::string>>(), row["file"]});
    }
    return mails;
}

std::string Sink::mail(const std::string& file) const {
    std::ifstream bytes(folder_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(bytes), {}};
}

}  // namespace vigil::mail
