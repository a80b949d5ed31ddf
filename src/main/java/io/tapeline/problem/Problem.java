package io.tapeline.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a caller can meet. Codes are part of the contract: they never change, and each has
 * a page at {@code /problems/CODE}.
 */
public sealed interface Problem {

  /**
   * A problem in words.
   *
   * @param code stable name for programs: {@code unknown_asset}
   * @param title the same for every occurrence, for people
   * @param detail what happened this time, in a sentence; never a class name, a path or SQL
   */
  record Text(String code, String title, String detail) {}

  Text text();

  default String code() {
    return text().code();
  }

  /** What is wrong with the input, every part of it; empty where the input is not to blame. */
  default List<FieldError> errors() {
    return List.of();
  }

  /** When the same request may be tried again; null where nobody can say or it never may. */
  default @Nullable Duration retryAfter() {
    return null;
  }

  /** Ids that may have been meant, the nearest first. */
  default List<String> near() {
    return List.of();
  }

  /** The input breaks a rule; every broken one is named. */
  record InvalidRequest(List<FieldError> errors) implements Problem {

    /** More would help nobody. */
    private static final int MAX_ERRORS = 50;

    public InvalidRequest {
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("an invalid request without an error");
      }
      errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }

    @Override
    public Text text() {
      var names =
          errors.stream()
              .map(error -> error.name().isEmpty() ? "the body" : error.name())
              .distinct()
              .toList();
      return new Text(
          "invalid_request",
          "The request is invalid",
          "Wrong: " + String.join(", ", names) + ". See errors for the reasons.");
    }
  }

  /** No asset has this id. */
  record UnknownAsset(String given, List<String> near) implements Problem {

    public UnknownAsset {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("asset", given, near);
    }
  }

  /** No instrument has this id. */
  record UnknownInstrument(String given, List<String> near) implements Problem {

    public UnknownInstrument {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("instrument", given, near);
    }
  }

  /** No venue lists a market with this id. */
  record UnknownMarket(String given, List<String> near) implements Problem {

    public UnknownMarket {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("market", given, near);
    }
  }

  /** No venue has this id. */
  record UnknownVenue(String given, List<String> near) implements Problem {

    public UnknownVenue {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("venue", given, near);
    }
  }

  /** No chain of this name is followed. */
  record UnknownChain(String given, List<String> near) implements Problem {

    public UnknownChain {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("chain", given, near);
    }
  }

  /** No pool of this name or address is followed. */
  record UnknownPool(String given, List<String> near) implements Problem {

    public UnknownPool {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("pool", given, near);
    }
  }

  /** No chain is followed, since no node of any is named. */
  record NoNodes(String chain) implements Problem {

    /** When to try again: somebody has to name one first. */
    public static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "no_nodes",
          "No node of the chain is named",
          "The service's configuration names no node of %1$s. It does with tapeline.chains.%1$s.chain-id and tapeline.chains.%1$s.nodes.NAME.url, such as http://127.0.0.1:8545."
              .formatted(chain));
    }
  }

  /**
   * Nodes of a chain have not agreed on what is asked, or give no answer that can be used.
   *
   * @param why a sentence
   */
  record ChainUnavailable(String chain, String why) implements Problem {

    /** When to try again: nodes are asked more often than that. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "chain_unavailable",
          "Nodes of the chain do not answer as they should",
          "Nodes of %s have not agreed on what was asked. %s".formatted(chain, why));
    }
  }

  /**
   * The chain has no such block, as far as its nodes know.
   *
   * @param why a sentence
   */
  record UnknownBlock(String chain, String given, String why) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_block",
          "There is no such block",
          "%s has no block %s. %s".formatted(chain, given, why));
    }
  }

  /**
   * No node of the chain that answered knows the transaction.
   *
   * @param why a sentence: how many answered
   */
  record UnknownTransaction(String chain, String given, String why) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_transaction",
          "The transaction is unknown",
          "%s has no transaction %s. %s".formatted(chain, given, why));
    }
  }

  /**
   * Nodes of a chain do not prove now what was asked, or do not agree on what can't be proved.
   *
   * @param why a clause
   */
  record NotProved(String chain, String why) implements Problem {

    /** When to try again: another node may answer then. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "not_proved",
          "No node proves it now",
          "Nodes of %s do not prove it now: %s.".formatted(chain, why));
    }
  }

  /**
   * What was asked for with proof has none, whatever nodes do.
   *
   * @param what a noun
   * @param why a clause
   */
  record Unprovable(String what, String why) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unprovable",
          "It can't be proved",
          "There is no proof of %s: %s. With require=any it is answered as it is reported."
              .formatted(what, why));
    }
  }

  /** No strategy has this name. */
  record UnknownStrategy(String given, List<String> near) implements Problem {

    public UnknownStrategy {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return unknown("strategy", given, near);
    }
  }

  /**
   * What was asked for is known but has no price.
   *
   * @param of an instrument's or market's id
   * @param reason why, as a sentence
   */
  record NoPrice(String of, String reason) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "no_price", "There is no price", "There is no price of " + of + ". " + reason);
    }
  }

  /** Nothing is at this address. */
  record NotFound(String path) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "not_found",
          "Nothing is here",
          "Nothing is at " + cut(path) + ". All resources are listed in /openapi.yaml.");
    }
  }

  /** The resource does not do this. */
  record MethodNotAllowed(String method, Set<String> allowed) implements Problem {

    public MethodNotAllowed {
      allowed = Set.copyOf(allowed);
    }

    @Override
    public Text text() {
      return new Text(
          "method_not_allowed",
          "The method is not allowed",
          cut(method) + " is not among " + String.join(", ", new TreeSet<>(allowed)) + ".");
    }
  }

  /** None of the formats that the caller takes is offered. */
  record NotAcceptable(String header, String given, List<String> offered) implements Problem {

    public NotAcceptable {
      offered = List.copyOf(offered);
    }

    /** Of {@code Accept}. */
    public NotAcceptable(String given, List<String> offered) {
      this("Accept", given, offered);
    }

    @Override
    public Text text() {
      return new Text(
          "not_acceptable",
          "The format is not offered",
          header + ": " + cut(given) + " has none of " + String.join(", ", offered) + ".");
    }
  }

  /** The body's format is not one that is read here. */
  record UnsupportedMediaType(String given) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unsupported_media_type",
          "The body's format is not supported",
          "Content-Type: " + cut(given) + " is not read here; send application/json.");
    }
  }

  /** The body is longer than what is read here. */
  record BodyTooLarge() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "body_too_large",
          "The body is too large",
          "The body is longer than this resource reads.");
    }
  }

  /** The address with its query is longer than what is read here. */
  record AddressTooLong() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "address_too_long",
          "The address is too long",
          "The address, its query included, is longer than 8192 characters.");
    }
  }

  /** The header fields together are longer than what is read here. */
  record HeadersTooLarge() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "headers_too_large",
          "The header fields are too large",
          "The header fields together are longer than 16384 characters.");
    }
  }

  /** The body is packed, and nothing here unpacks it. */
  record UnsupportedCoding(String given) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unsupported_coding",
          "The body's coding is not taken",
          "Content-Encoding " + cut(given) + " is not unpacked here: send the body as it is.");
    }
  }

  /** The body did not come in time. */
  record BodyTooSlow(Duration within) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "body_too_slow",
          "The body did not come in time",
          "The whole body must come within " + within.toMillis() + " ms of the request's head.");
    }
  }

  /** The service itself was too slow. */
  record TimedOut(Duration within) implements Problem {

    /** When to try again. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "timed_out",
          "There was no answer in time",
          "No answer was ready within " + within.toMillis() + " ms; try again, or ask for less.");
    }
  }

  /** What keeps the history is out of reach for now. */
  record StoreUnavailable() implements Problem {

    /** When to try again: a database that is restarted is back by then. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "store_unavailable",
          "The store is unavailable",
          "Kept data is out of reach; try again in " + RETRY_AFTER.toSeconds() + " seconds.");
    }
  }

  /** There was no price at a moment. Near are the nearest moments at which there was one. */
  record NoPriceAt(String given, String time, List<String> near) implements Problem {

    public NoPriceAt {
      near = List.copyOf(near);
    }

    @Override
    public Text text() {
      return new Text(
          "no_price_at",
          "There was no price at that moment",
          "No price of "
              + given
              + " is kept for "
              + time
              + "."
              + (near.isEmpty() ? "" : " There is one at " + String.join(" and at ", near) + "."));
    }
  }

  /** The token is no receipt of ours. */
  record UnknownReceipt() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_receipt",
          "The receipt is unknown",
          "This is no Tapeline-Receipt of this service. Take the header's value as it came.");
    }
  }

  /** What a receipt was made from is gone. */
  record ReceiptGone() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "receipt_gone",
          "The receipt can't be replayed any more",
          "Data that the answer was made from has been dropped after its retention.");
    }
  }

  /**
   * Stored blocks that the answer needs were removed.
   *
   * @param number of the lowest block that is kept
   * @param time as that block says it
   */
  record NoLongerKept(String chain, long number, Instant time) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "no_longer_kept",
          "Blocks of that time are no longer kept",
          "Of "
              + chain
              + " blocks are kept from "
              + number
              + " on, which is of "
              + time
              + "; older ones were removed after their retention.");
    }
  }

  /** No job has this id. */
  record UnknownJob(String given) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_job",
          "The job is unknown",
          "There is no job " + given + ". Finished jobs are forgotten after some days.");
    }
  }

  /** It is too late, or too early, for what was asked of a job. */
  record JobState(String state, String wanted) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "job_state", "The job is in another state", "The job is " + state + "; " + wanted);
    }
  }

  /** The body has no byte of the range that was asked for. */
  record NoSuchRange(String given, long bytes) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "no_such_range",
          "There is no such range",
          "Range: "
              + cut(given)
              + " has none of the "
              + bytes
              + " bytes that there are; whoever has them all needs no more.");
    }
  }

  /** The file of a job is not kept any more. */
  record FileGone() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "file_gone",
          "The file is gone",
          "The file that the job made is not kept any more; ask for it again.");
    }
  }

  /** More jobs wait than are taken. */
  record TooManyJobs(int most) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "too_many_jobs",
          "Too many jobs wait",
          "As many jobs wait or run as are taken, " + most + "; try again later.");
    }
  }

  /** As many jobs of the caller's tenant wait or run as its plan gives. */
  record TooManyOwnJobs(long most) implements Problem {

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Text text() {
      return new Text(
          "too_many_own_jobs",
          "Too many jobs of yours wait",
          "Your plan gives "
              + most
              + " jobs of your tenant that wait or run; wait for one to end, or cancel one.");
    }
  }

  /** No webhook that the caller may see has this id. */
  record UnknownWebhook(String given) implements Problem {

    @Override
    public Text text() {
      return unknown("webhook", given, List.of());
    }
  }

  /** No delivery of the webhook has this id. */
  record UnknownDelivery(String given) implements Problem {

    @Override
    public Text text() {
      return unknown("delivery", given, List.of());
    }
  }

  /** The caller's tenant has as many webhooks as it may. */
  record TooManyWebhooks(int most) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "too_many_webhooks",
          "Too many webhooks",
          "Your tenant has " + most + " webhooks, which is as many as it may; delete one.");
    }
  }

  /** What is asked of a webhook, or of a delivery, can't be done as it is now. */
  record WebhookState(String state, String wanted) implements Problem {

    @Override
    public Text text() {
      return new Text("webhook_state", "Not in this state", "It is " + state + ": " + wanted);
    }
  }

  /** The same idempotency key came with another request. */
  record IdempotencyConflict() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "idempotency_conflict",
          "The idempotency key was used before",
          "This Idempotency-Key came with another request before; take a new one.");
    }
  }

  /**
   * Nobody without a key may do this.
   *
   * @param scope that it must have; empty if any key will do
   */
  record KeyRequired(String scope) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "key_required",
          "A key is needed",
          "This needs a key"
              + (scope.isEmpty() ? "" : " with the scope " + scope)
              + ", as Authorization: Bearer or X-API-Key.");
    }
  }

  /** What came as a key is none. */
  record UnknownKey() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_key",
          "The key is unknown",
          "This is no key of this service; see how it is sent.");
    }
  }

  /** What came as a token is none that is good here now; why stays with us. */
  record InvalidToken() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "invalid_token", "The token is not good", "This is no token that is good here; get one.");
    }
  }

  /** The key was good until a moment that it was made with. */
  record KeyExpired() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "key_expired", "The key has expired", "The key is past its time; take a new one.");
    }
  }

  /** No key that the caller may see has this id. */
  record UnknownKeyId(String given) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "unknown_key_id",
          "There is no such key",
          "There is no key with the id " + cut(given) + ".");
    }
  }

  /** The key is not good any more, so that nothing can come of it. */
  record KeyEnded() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "key_ended",
          "The key has ended",
          "Only a key that is good can be replaced; make a new one.");
    }
  }

  /** No tenant has this id. */
  record UnknownTenant(String given) implements Problem {

    @Override
    public Text text() {
      return unknown("tenant", given, List.of());
    }
  }

  /** It was made by the same request before, and came with a secret, which is told once. */
  record AlreadyMade(String id) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "already_made",
          "It was made before",
          "This request came before under its Idempotency-Key and made " + id + "; see there.");
    }
  }

  /** Another one has this name. */
  record NameTaken(String name) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "name_taken",
          "The name is taken",
          "There is one called " + cut(name) + "; take another.");
    }
  }

  /** The policy file is not sound; the policy stays as it was. */
  record PolicyRefused(List<String> faults) implements Problem {

    public PolicyRefused {
      faults = List.copyOf(faults);
    }

    @Override
    public Text text() {
      return new Text(
          "policy_refused",
          "The policy is not sound",
          "The policy stays as it was: " + cut(String.join("; ", faults)) + ".");
    }
  }

  /** Somebody has ended the key. */
  record KeyRevoked() implements Problem {

    @Override
    public Text text() {
      return new Text("key_revoked", "The key was revoked", "The key was ended; take a new one.");
    }
  }

  /** The key, or the resource, is for callers from other addresses. */
  record AddressNotAllowed() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "address_not_allowed",
          "The address is not allowed",
          "This may not be asked from the address that the request came from.");
    }
  }

  /** The key was not given this scope. */
  record MissingScope(String scope) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "missing_scope", "The key lacks a scope", "This needs the scope " + scope + ".");
    }
  }

  /** The policy does not let the request have somebody outside asked. */
  record UpstreamNotAllowed(String upstream) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "upstream_not_allowed",
          "The request may not have this upstream asked",
          "The policy does not let this request make the service ask " + upstream + ".");
    }
  }

  /** A key for trying things out came to a service with other data. */
  record TestKey(String feed) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "test_key",
          "A test key is for simulated data",
          "Test keys work where the feed is the sandbox; here it is " + feed + ".");
    }
  }

  /**
   * More was asked than the plan gives.
   *
   * @param group of the routes that are counted together
   */
  record RateLimited(String group, String plan, Duration retryAfter) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "rate_limited",
          "Too much was asked",
          "The plan "
              + plan
              + " gives no more of "
              + group
              + " for now; try again after Retry-After.");
    }
  }

  /** The plan's units of the day or the month are used up. */
  record QuotaExceeded(String plan, Duration retryAfter) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "quota_exceeded",
          "The quota is used up",
          "What the plan " + plan + " gives for this day or month is used up; see Retry-After.");
    }
  }

  /** The caller has as many requests under way as its plan gives. */
  record TooManyAtOnce(int most) implements Problem {

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Text text() {
      return new Text(
          "too_many_at_once",
          "Too many requests at once",
          "Your plan gives " + most + " requests under way at once; wait for one to end.");
    }
  }

  /** The caller has as many streams open as its plan gives. */
  record TooManyStreams(int most) implements Problem {

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Text text() {
      return new Text(
          "too_many_streams",
          "Too many open streams",
          "Your plan gives " + most + " open streams at once; close one first.");
    }
  }

  /** More rows at once than the caller's plan gives. */
  record TooManyRows(long most) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "too_many_rows",
          "That is more than your plan gives at once",
          "Your plan gives " + most + " rows at once; ask for parts of the range, or for pages.");
    }
  }

  /** All answers of a batch together are larger than what is sent at once. */
  record BatchTooLarge(long most) implements Problem {

    @Override
    public Text text() {
      return new Text(
          "batch_too_large",
          "The batch's answers are too large",
          "All answers of a batch have at most " + most + " bytes; ask for this one alone.");
    }
  }

  /** There is more to do than can be done in time. */
  record Shed(String plan) implements Problem {

    /** When to try again: soon, but not together with all others that hear it. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "shed",
          "There is too much to do",
          "The service has more to do than it can in time, and the plan "
              + plan
              + " waits first; try again after Retry-After.");
    }
  }

  /** As many requests of this kind are under way as the service takes. */
  record Overloaded(String work) implements Problem {

    /** When to try again: what is under way takes about that long. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public Duration retryAfter() {
      return RETRY_AFTER;
    }

    @Override
    public Text text() {
      return new Text(
          "overloaded",
          "Too much of this is under way",
          "The service does as much " + work + " work as it can; try again after Retry-After.");
    }
  }

  /** A mistake of ours. The log has it under the request id. */
  record Internal() implements Problem {

    @Override
    public Text text() {
      return new Text(
          "internal",
          "Something went wrong here",
          "This is our mistake; the log names its cause under this request id.");
    }
  }

  private static Text unknown(String kind, String given, List<String> near) {
    String sentence = "There is no " + kind + " " + cut(given) + ".";
    return new Text(
        "unknown_" + kind,
        "The " + kind + " is unknown",
        near.isEmpty() ? sentence : sentence + " Near: " + String.join(", ", near) + ".");
  }

  private static String cut(String given) {
    return given.length() <= FieldError.MAX_VALUE_LENGTH
        ? given
        : given.substring(0, FieldError.MAX_VALUE_LENGTH) + "…";
  }
}
