package io.tapeline.fuzz;

import io.tapeline.contract.ContractDocument.Operation;
import io.tapeline.contract.ContractJudge;
import io.tapeline.contract.Exchange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Asks by chance, many at once, and judges what comes back. */
public final class Fuzzing {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int IN_FLIGHT = 16;
  private static final int SLOW_MILLIS = 10_000;
  private static final int ENOUGH_FAULTS = 40;

  /** What an answer must not tell: where in which code something went wrong, or how we ask. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "io\\.(tapeline|quarkus|vertx|netty|smallrye)|org\\.(jboss|hibernate|postgresql)"
              + "|(java|jakarta|javax)\\.[a-z]+\\.|com\\.fasterxml|Exception|\\bat [a-z.]+\\("
              + "|SELECT |INSERT |UPDATE |\\bFROM [a-z]+ |SQLSTATE|[Pp]ostgres|[Rr]edis");

  /** Refusals by the server before any of our code sees the request: no HTTP, or not yet. */
  private static final Set<Integer> BY_THE_SERVER = Set.of(0, 400, 413, 414, 417, 431);

  private final RequestMaker maker;
  private final Wire wire;
  private final ContractJudge judge;
  private final SecretLog log;
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
  private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
  private final AtomicLong slowest = new AtomicLong();
  private final AtomicLong judging = new AtomicLong();
  private long seed;
  private long millis;

  public Fuzzing(RequestMaker maker, Wire wire, ContractJudge judge, List<String> secrets) {
    this.maker = maker;
    this.wire = wire;
    this.judge = judge;
    this.log = new SecretLog(secrets);
  }

  public SecretLog log() {
    return log;
  }

  public void run(long first, int requests) throws InterruptedException {
    seed = first;
    long start = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(IN_FLIGHT)) {
      for (int i = 0; i < IN_FLIGHT; i++) {
        senders.execute(
            () -> {
              int number = next.getAndIncrement();
              while (number < requests && faults.size() < ENOUGH_FAULTS) {
                ask(first * 1_000_003 + number);
                number = next.getAndIncrement();
              }
            });
      }
    }
    millis = (System.nanoTime() - start) / 1_000_000;
    faults.addAll(log.found());
  }

  private void ask(long number) {
    WireRequest request = maker.make(number);
    try {
      WireAnswer answer = wire.send(request);
      statuses.merge(answer.status(), 1, Integer::sum);
      slowest.accumulateAndGet(answer.millis(), Math::max);
      long start = THREADS.getCurrentThreadCpuTime();
      List<String> wrong = wrong(request, answer);
      judging.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
      if (!wrong.isEmpty()) {
        faults.add(told(number, request, String.join("\n", wrong), answer));
      }
    } catch (IOException | RuntimeException e) {
      faults.add(number + ": " + e + "\n" + request);
    }
  }

  private static String told(long number, WireRequest request, String wrong, WireAnswer answer) {
    String text = answer.text();
    return "%d: %s%n%s%n-> %d %s%n%s%n"
        .formatted(
            number,
            wrong,
            request,
            answer.status(),
            answer.headers(),
            text.substring(0, Math.min(text.length(), 700)));
  }

  // ---------------------------------------------------------------- judging

  private List<String> wrong(WireRequest request, WireAnswer answer) {
    List<String> wrong = new ArrayList<>();
    if (answer.millis() > SLOW_MILLIS) {
      wrong.add("slow: " + answer.millis() + " ms");
    }
    if (answer.status() >= 400 && INSIDES.matcher(answer.text()).find()) {
      wrong.add("tells of its insides");
    }
    boolean bare = answer.body().length == 0 && BY_THE_SERVER.contains(answer.status());
    if (request.broken() && bare) {
      return wrong;
    }
    if (answer.status() >= 500 && !isBusy(request, answer) && !hasNoNodes(request, answer)) {
      wrong.add("a failure of ours");
    }
    boolean known = !request.oddPath() && !request.broken();
    if (known || answer.status() >= 400) {
      wrong.addAll(judge.faults(exchange(request, answer)));
    }
    if (answer.status() / 100 == 2) {
      judge
          .document()
          .find(request.method(), request.path())
          .ifPresent(found -> succeeded.add(name(found)));
    }
    return wrong;
  }

  /** Each takes so many jobs and no more; that is part of the contract. */
  private static boolean isBusy(WireRequest request, WireAnswer answer) {
    return answer.status() == 503
        && request.method().equals("POST")
        && answer.text().contains("\"too_many_jobs\"");
  }

  /** No chain is followed here; an answer to HEAD says so by when to come again alone. */
  private static boolean hasNoNodes(WireRequest request, WireAnswer answer) {
    return answer.status() == 503
        && request.target().contains("/chains")
        && List.of("60").equals(answer.headers().get("retry-after"));
  }

  private Exchange exchange(WireRequest request, WireAnswer answer) {
    boolean nowhere = request.oddPath();
    return new Exchange(
        request.method(),
        nowhere ? "/v1/no/such/place" : request.target(),
        request.headersByName(),
        request.content().length == 0 ? null : request.content(),
        answer.status(),
        answer.headers(),
        answer.isEventStream() ? null : answer.body());
  }

  private static String name(Operation operation) {
    return operation.method() + " " + operation.path();
  }

  // ---------------------------------------------------------------- what came of it

  public List<String> faults() {
    return List.copyOf(faults);
  }

  public Set<String> neverAnswered() {
    Set<String> all = new TreeSet<>();
    judge.document().operations().stream()
        .map(Fuzzing::name)
        .filter(Predicate.not(succeeded::contains))
        .forEach(all::add);
    return all;
  }

  public String summary() {
    int requests = statuses.values().stream().mapToInt(Integer::intValue).sum();
    return "seed %d: %d requests in %d ms (%d ms of them judging), the slowest %d ms; by status %s"
        .formatted(
            seed,
            requests,
            millis,
            judging.get() / 1_000_000,
            slowest.get(),
            new TreeMap<>(statuses));
  }
}
