// The outgoing post of a served company: the courier with its mailer, on a lane of its own. The mail server is the
// configuration's, else the one an administrator has set up in the browser, which takes effect at once.
#pragma once

#include <memory>
#include <mutex>

#include "main/house.h"
#include "main/lanes.h"
#include "main/log.h"
#include "main/options.h"
#include "out/courier.h"
#include "usecases/mail_server.h"

namespace vigil {

class Post {
  public:
    // Without a mail server mails wait in the outbox; /readyz says so. `folder`: of the data, where there is one.
    static Result<std::unique_ptr<Post>> make(House& house, const Words& words,
                                              const Options& options, const std::string& folder,
                                              const std::string& public_url, const Log& log);
    ~Post() { stop(); }

    MailServerInUse in_use();
    bool has_server() { return in_use().sends(); }
    // Faults: conflict mail_server_fixed where the configuration names one; those of the use cases.
    Result<Committed> keep_server(const Actor& actor, const MailServerChange& change);
    Result<Committed> forget_server(const Actor& actor);
    // One test mail to `to`, now and past the outbox; takes 15 s at most, and one is done at a time. Faults: those of
    // checked_mail_server and count_test_mail; fields_refused (to); conflict mail_test_running.
    Result<MailTrial> try_server(const Actor& actor, const MailServerChange& change,
                                 const std::string& to);

    void start() { lane_.start(); }
    void stop();
    void ring() { lane_.ring(); }
    // Sends what is due; answers when the next mail is due.
    Result<std::optional<Moment>> send_due();
    Result<out::CourierHealth> health() { return courier_->health(); }

  private:
    // Sends by whatever is set up at the moment.
    class Relay : public Mailer {
      public:
        Result<MailReceipt> send(const MailMessage& message) override;
        void use(std::shared_ptr<Mailer> mailer);

      private:
        std::mutex mutex_;
        std::shared_ptr<Mailer> mailer_;
    };

    Post(House& house, const Words& words, const Log& log, SecretBox box)
        : house_(house), words_(words), log_(log), box_(std::move(box)), lane_([this] {
              return round();
          }) {}
    Status read_configuration(const Options& options);
    Status check_may_set(const Actor& actor) const;
    void look_again();
    void take(const std::optional<KeptMailServer>& kept);
    out::Letterhead letterhead(const std::string& from) const;
    Result<MailMessage> test_message(const Actor& actor, const std::string& to,
                                     const std::string& from) const;
    Span round();

    House& house_;
    const Words& words_;
    Log log_;
    SecretBox box_;
    std::string public_url_, fixed_from_;
    bool is_fixed_ = false;

    std::mutex mutex_;  // guards what follows
    MailServerInUse in_use_;
    MailServer kept_;  // as the mailer was made of it, with its password
    CompanyPtr seen_;  // the company as it was at the last look

    std::mutex trying_;
    Relay relay_;
    std::unique_ptr<out::Courier> courier_;
    Lane lane_;
};

}  // namespace vigil
