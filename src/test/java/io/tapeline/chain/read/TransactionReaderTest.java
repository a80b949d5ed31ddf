package io.tapeline.chain.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.Cast;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.evm.TestToken;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.json.HeaderJson;
import io.tapeline.chain.json.ReceiptJson;
import io.tapeline.chain.json.TransactionJson;
import io.tapeline.chain.read.transaction.TransactionReading;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real chain with a block that has a transaction of every type. */
class TransactionReaderTest {

  private static final String OTHER = "0x00000000000000000000000000000000000bad02";
  private static final BigInteger SUPPLY = new BigInteger("1000000000000000000000000");

  /** More than it takes: a node that is late is not heard. */
  private static final int LIES = 60;

  private static final List<Integer> TYPES = List.of(0, 1, 2, 2, 2, 4);

  private static final List<Hash> ids = new ArrayList<>();

  private static Anvil anvil;
  private static FaultyNode faulty;

  private static Hash blobs = Hash.of(BigInteger.ZERO);

  /**
   * In one block: of type 0, 1, 2 and 4, a transfer of a token, and one that makes a contract. One
   * of type 3 in the next, whose transactions Anvil commits to with their blobs, as no chain does.
   */
  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    anvil = Anvil.start();
    faulty = new FaultyNode(anvil.url());
    TestToken token = TestToken.deploy(anvil, SUPPLY);
    var _ = anvil.ask("evm_setAutomine", false);
    Path blob = Files.writeString(folder.resolve("blob"), "what is in no block");
    String accesses =
        "[{\"address\":\"%s\",\"storageKeys\":[\"%s\"]}]".formatted(OTHER, Hash.of(BigInteger.ONE));
    String legacy = "--legacy";
    sent(Cast.send(anvil, 1, OTHER, "--value", "1", legacy));
    sent(Cast.send(anvil, 2, OTHER, "--value", "1", legacy, "--access-list", accesses));
    sent(Cast.send(anvil, 3, OTHER, "--value", "1"));
    String transfer = "transfer(address,uint256)";
    sent(Cast.send(anvil, 4, token.contract().toString(), transfer, OTHER, "12345"));
    sent(Cast.send(anvil, 5, "--create", "0x600160005560006000f3"));
    // to authorize takes a number as well
    sent(Cast.send(anvil, 6, OTHER, "--auth", token.contract().toString()));
    var _ = anvil.ask("evm_mine");
    blobs = Hash.of(Cast.send(anvil, 8, OTHER, "--blob", "--path", blob.toString()));
    var _ = anvil.ask("evm_mine");
    var _ = anvil.ask("evm_setAutomine", true);
    var _ = anvil.mine(70);
  }

  private static void sent(String hash) {
    ids.add(Hash.of(hash));
  }

  @AfterAll
  static void stop() {
    if (faulty != null) {
      faulty.close();
    }
    if (anvil != null) {
      anvil.close();
    }
  }

  @AfterEach
  void heal() {
    var _ = faulty.becomes(Fault.NONE);
  }

  private static TransactionReading read(Readers readers, Hash id) {
    return Readers.await(readers.transactions.read(readers.ask(), id, false));
  }

  private static Problem problem(Readers readers, Hash id, boolean mustBeVerified) {
    Throwable failure =
        catchThrowable(
            () -> Readers.await(readers.transactions.read(readers.ask(), id, mustBeVerified)));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return ((ProblemException) failure).problem();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void everyTypeIsProvedWithItsReceipt(int place) throws Exception {
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      Hash id = ids.get(place);
      JsonNode receipt = anvil.ask("eth_getTransactionReceipt", id.toString());
      TransactionReading.Included reading = (TransactionReading.Included) read(readers, id);
      assertThat(reading.doubt()).isNull();
      assertThat(reading.block().transactions()).hasSize(ids.size());
      int type = TYPES.get(place);
      assertThat(reading.transaction().type()).isEqualTo(type);
      assertThat(reading.sender()).contains(TestToken.OWNER);
      assertThat(reading.receipt().type()).isEqualTo(type);
      assertThat(reading.receipt().outcome()).isEqualTo(new Receipt.Outcome.Status(true));
      assertThat(reading.gasUsed()).isEqualTo(Long.decode(receipt.path("gasUsed").asText()));
      assertThat(reading.receipt().logs()).hasSize(receipt.path("logs").size());
      assertThat(reading.anchor().hash().toString()).isEqualTo(receipt.path("blockHash").asText());
      assertThat(reading.anchor().finality()).isEqualTo(Finality.FINALIZED);
      assertThat(reading.anchor().confirmations()).isEqualTo(72);
      assertThat(Readers.verified(reading.anchor(), null, reading.inclusions()))
          .contains(
              "transaction %d is %s".formatted(reading.index(), id),
              "sent by " + TestToken.OWNER.checksummed(),
              "receipt %d: succeeded, %d log"
                  .formatted(reading.index(), reading.receipt().logs().size()));
    }
  }

  @Test
  void receiptsOfBlobsFitTheirRootAndWhereTransactionsDoNotNothingIsProved() throws Exception {
    String hash =
        anvil.ask("eth_getTransactionReceipt", blobs.toString()).path("blockHash").asText();
    Header header = HeaderJson.read(anvil.ask("eth_getBlockByHash", hash, false));
    List<byte[]> receipts = new ArrayList<>();
    for (JsonNode receipt : anvil.ask("eth_getBlockReceipts", hash)) {
      receipts.add(ReceiptJson.read(receipt).encoded());
    }
    assertThat(receipts.getFirst()[0]).isEqualTo((byte) 3);
    assertThat(Part.RECEIPT.trie(header, receipts).root()).isEqualTo(header.receiptsRoot());
    assertThat(TransactionJson.read(anvil.ask("eth_getTransactionByHash", blobs.toString())).type())
        .isEqualTo(3);
    try (Readers readers = new Readers(Map.of(), anvil.url())) {
      assertThat(problem(readers, blobs, false).text().detail())
          .contains("a: the transactions of block 3 have the root 0x");
    }
  }

  @Test
  void oneThatWaitsForABlockIsSaidToBePending() throws Exception {
    try (Anvil own = Anvil.start();
        Readers readers = new Readers(Map.of(), own.url())) {
      var _ = own.ask("evm_setAutomine", false);
      Hash id =
          Hash.of(
              own.ask(
                      "eth_sendTransaction",
                      Map.of("from", TestToken.OWNER.toString(), "to", OTHER, "value", "0x1"))
                  .asText());
      TransactionReading reading = read(readers, id);
      assertThat(reading).isInstanceOf(TransactionReading.Pending.class);
      assertThat(reading.sender()).contains(TestToken.OWNER);
      assertThat(requireNonNull(reading.doubt()).why())
          .isEqualTo("it is in no block yet; 1 of 1 nodes know it");
      assertThat(problem(readers, id, true)).isInstanceOf(Problem.NotProved.class);
      var _ = own.ask("evm_mine");
      assertThat(read(readers, id).doubt()).isNull();
    }
  }

  @Test
  void howSureItIsThatThereIsNoneIsSaid() {
    Hash none = Hash.of(BigInteger.TEN);
    try (Readers readers = new Readers(Map.of(), anvil.url(), anvil.url(), faulty.url())) {
      assertThat(problem(readers, none, false).text().detail())
          .endsWith("3 of its 3 nodes answered, and none knows it.");
      var _ = faulty.becomes(Fault.FAILING);
      assertThat(problem(readers, none, false).text().detail())
          .endsWith(
              "2 of its 3 nodes answered, and none knows it (c: it answers with status 502).");
    }
    try (Readers readers = new Readers(Map.of(), faulty.becomes(Fault.NONE).url())) {
      Ask ask = readers.ask();
      var _ = faulty.becomes(Fault.FAILING);
      Throwable failure =
          catchThrowable(() -> Readers.await(readers.transactions.read(ask, none, false)));
      assertThat(((ProblemException) failure).problem()).isInstanceOf(Problem.NotProved.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "OTHER_RECEIPTS",
        "OTHER_TRANSACTIONS",
        "FALSE_SENDER",
        "FALSE_SENDERS",
        "MISPLACED",
        "LYING",
        "HTML",
        "TRUNCATED"
      })
  void whateverOneNodeSaysOfItAnotherIsRight(Fault fault) {
    Map<String, String> settings = Map.of("tapeline.chains.local.quorum", "1");
    try (Readers readers = new Readers(settings, faulty.url(), anvil.url());
        Readers alone = new Readers(settings, faulty.url())) {
      Ask ask = readers.ask();
      Ask one = alone.ask();
      var _ = faulty.becomes(fault);
      TransactionReading reading =
          Readers.await(readers.transactions.read(ask, ids.getFirst(), true));
      assertThat(reading.doubt()).isNull();
      Throwable failure =
          catchThrowable(() -> Readers.await(alone.transactions.read(one, ids.getFirst(), false)));
      assertThat(((ProblemException) failure).problem()).isInstanceOf(Problem.NotProved.class);
    }
  }

  @Test
  void aNodeThatNamesAnotherThanWhoSignedIsSetAsideLikeAnyLiar() {
    try (Readers readers = new Readers(Map.of(), faulty.url(), anvil.url(), anvil.url())) {
      Ask ask = readers.ask();
      var _ = faulty.becomes(Fault.FALSE_SENDER);
      for (int i = 0; i < LIES && readers.nodes().getFirst().aside() == null; i++) {
        Hash id = ids.get(i % ids.size());
        TransactionReading reading = Readers.await(readers.transactions.read(ask, id, true));
        assertThat(reading.sender()).contains(TestToken.OWNER);
      }
      assertThat(readers.nodes().getFirst().aside())
          .contains("refuted again and again: it says that 0xbad0", "which " + TestToken.OWNER);
    }
  }

  @Test
  void aBlockThatIsNotOnTheChainIsSaidNotToBe() throws Exception {
    try (Anvil other = Anvil.start()) {
      JsonNode receipt = TestToken.send(other, Map.of("to", OTHER, "value", "0x4d2"));
      var _ = other.mine(75);
      Hash id = Hash.of(receipt.path("transactionHash").asText());
      try (Readers readers = new Readers(Map.of(), anvil.url(), anvil.url(), other.url())) {
        TransactionReading reading = read(readers, id);
        assertThat(requireNonNull(reading.doubt()).why())
            .startsWith("the block is not on the chain, which has 0x");
        assertThat(problem(readers, id, true)).isInstanceOf(Problem.Unprovable.class);
      }
    }
  }
}
