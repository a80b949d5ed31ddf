package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Tenant;
import io.tapeline.access.app.KnownKeys;
import io.tapeline.access.http.Identities.Identity;
import io.tapeline.access.token.Token;
import io.tapeline.access.token.Tokens;
import io.tapeline.access.token.Tokens.Reading;
import io.tapeline.problem.Problem;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a token. */
@Singleton
class Bearers {

  private final Tokens tokens;
  private final KnownKeys keys;
  private final Meter meter;
  private final Judge judge;

  Bearers(Tokens tokens, KnownKeys keys, Meter meter, Judge judge) {
    this.tokens = tokens;
    this.keys = keys;
    this.meter = meter;
    this.judge = judge;
  }

  void identify(String text, Entry entry, Consumer<Identity> then) {
    switch (tokens.read(text, meter.payer(entry))) {
      case Reading.Good(Token.OfKey token) -> ofKey(token, entry, then);
      case Reading.Good(Token.OfPerson token) -> ofPerson(token, entry, then);
      case Reading.NotGood _ -> then.accept(new Identity.Wrong(new Problem.InvalidToken()));
      case Reading.TooEarly _ -> then.accept(new Identity.Wrong(new Problem.StoreUnavailable()));
      case Reading.TooMany(var why) -> then.accept(new Identity.Wrong(why));
    }
  }

  private void ofKey(Token.OfKey token, Entry entry, Consumer<Identity> then) {
    new LookUp<>(keys.find(token.key()), new Problem.InvalidToken())
        .forEntry(
            entry, key -> judge.judged(key, Caller.ofToken(key, token.scopes()), entry), then);
  }

  private void ofPerson(Token.OfPerson token, Entry entry, Consumer<Identity> then) {
    if (token.tenant() == null) {
      then.accept(person(token, null, entry));
    } else {
      new LookUp<>(keys.openTenant(token.tenant()), new Problem.InvalidToken())
          .forEntry(entry, tenant -> person(token, tenant, entry), then);
    }
  }

  private static Identity person(Token.OfPerson token, @Nullable Tenant tenant, Entry entry) {
    String plan = token.plan();
    if (plan == null) {
      plan = tenant == null ? entry.ruled().policy().defaultPlan() : tenant.plan();
    }
    UUID id = tenant == null ? null : tenant.id();
    return new Identity.Known(Caller.person(token.name(), id, plan, token.scopes()));
  }
}
