package io.tapeline.chain.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.audit.LastRead;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.command.ProofCommand;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.ConfiguredChains;
import io.tapeline.chain.json.ProofJson;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.read.account.AccountQuestion;
import io.tapeline.chain.read.account.AccountReader;
import io.tapeline.chain.read.account.AccountReading;
import io.tapeline.chain.read.state.Proofs;
import io.tapeline.chain.read.state.StateReader;
import io.tapeline.chain.read.token.Calls;
import io.tapeline.chain.read.token.FactReader;
import io.tapeline.chain.read.token.SlotReader;
import io.tapeline.chain.read.token.TokenReader;
import io.tapeline.chain.read.transaction.TransactionReader;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readers as the service has them, on nodes that a test runs, which are named a, b and so on.
 */
final class Readers implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final EvmChain chain;
  private final HeadTracker tracker;
  final Blocks blocks = new Blocks();
  final AccountReader accounts;
  final TokenReader tokens;
  final TransactionReader transactions;

  Readers(Map<String, String> more, String... urls) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.local.chain-id", "31337");
    settings.put("tapeline.chains.local.reorg-depth", "40");
    for (int i = 0; i < urls.length; i++) {
      String node = "tapeline.chains.local.nodes." + (char) ('a' + i);
      settings.put(node + ".url", urls[i]);
      settings.put(node + ".timeout", "2s");
      settings.put(node + ".calls-per-second", "10000");
    }
    settings.putAll(more);
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    this.chain =
        new ConfiguredChains(
                Configs.of(ChainsConfig.class, settings),
                TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
                vertx,
                Clock.systemUTC())
            .findEvm("local")
            .orElseThrow();
    this.tracker = new HeadTracker(chain.followed(), Clock.systemUTC(), _ -> {});
    ReadConfig config = Configs.of(ReadConfig.class, Map.of());
    Proofs proofs = new Proofs(config, new LastRead());
    Calls calls = new Calls(config);
    StateReader states = new StateReader(proofs);
    SlotReader slots = new SlotReader(proofs, calls);
    FactReader facts = new FactReader(calls);
    this.accounts = new AccountReader(blocks, states, slots, facts);
    this.tokens = new TokenReader(blocks, states, slots, facts);
    this.transactions = new TransactionReader(blocks, config);
  }

  static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  /** Of the head as it is now. */
  Ask ask() {
    return new Ask(chain, tracker, requireNonNull(await(tracker.round()).head()));
  }

  AccountReading account(AccountQuestion question) {
    return await(accounts.read(ask(), question));
  }

  List<NodeState> nodes() {
    return chain.nodes().states();
  }

  /** What {@code ./tapeline verify} says of a proof that answers would carry. */
  static String verified(Anchor anchor, @Nullable AccountClaim claim, List<Inclusion> inclusions)
      throws IOException {
    byte[] document =
        ProofJson.write(
            new ReadProof("local", anchor.hash(), anchor.header().encoded(), claim, inclusions));
    Path file = Files.createTempFile("proof", ".json");
    try {
      Files.write(file, document);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          new ProofCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
              .run(List.of(file.toString(), "--block", anchor.hash().toString()));
      assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
      return said.toString(StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
