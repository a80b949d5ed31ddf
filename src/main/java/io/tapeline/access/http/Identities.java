package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.KeyText;
import io.tapeline.access.app.BootstrapKey;
import io.tapeline.access.app.KnownKeys;
import io.tapeline.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out who sent a request. */
@ApplicationScoped
class Identities {

  private final KnownKeys keys;
  private final BootstrapKey bootstrap;
  private final Bearers bearers;
  private final Judge judge;

  Identities(KnownKeys keys, BootstrapKey bootstrap, Bearers bearers, Judge judge) {
    this.keys = keys;
    this.bootstrap = bootstrap;
    this.bearers = bearers;
    this.judge = judge;
  }

  /** Who it is, or why it is nobody. */
  sealed interface Identity {
    record Known(Caller caller) implements Identity {}

    record Wrong(Problem why) implements Identity {}
  }

  void identify(Entry entry, Consumer<Identity> then) {
    switch (Credentials.of(entry.route().request())) {
      case Credentials.None _ -> then.accept(new Identity.Known(entry.stranger()));
      case Credentials.Key(var text) -> find(text, entry, then);
      case Credentials.Token(var given) -> {
        Optional<KeyText> meant = bootstrap.meantBy(given);
        if (meant.isPresent()) {
          find(meant.get(), entry, then);
        } else {
          bearers.identify(given, entry, then);
        }
      }
      case Credentials.Unreadable(var given) -> {
        Optional<KeyText> meant = bootstrap.meantBy(given);
        if (meant.isPresent()) {
          find(meant.get(), entry, then);
        } else {
          then.accept(new Identity.Wrong(new Problem.UnknownKey()));
        }
      }
    }
  }

  private void find(KeyText text, Entry entry, Consumer<Identity> then) {
    new LookUp<>(keys.find(text), new Problem.UnknownKey())
        .forEntry(entry, key -> judge.judged(key, Caller.of(key), entry), then);
  }
}
