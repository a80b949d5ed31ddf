package io.tapeline.sandbox.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Sender;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.block.Withdrawal;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.StateVerifier;
import io.tapeline.chain.proof.Trie;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import io.tapeline.sandbox.chain.activity.Executed;
import io.tapeline.sandbox.chain.activity.FeeRules;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.chain.activity.World;
import io.tapeline.sandbox.chain.state.Contract;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.PoolPrice;
import io.tapeline.sandbox.chain.state.Reserves;
import io.tapeline.sandbox.chain.state.Roster;
import io.tapeline.sandbox.chain.state.Slots;
import io.tapeline.sandbox.chain.state.StateProofs;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SandboxChainTest {

  /** Soon after the chain began anew, so that little has to be made. */
  private static final long BEGIN = Instant.parse("2026-11-26T00:00:00Z").getEpochSecond();

  private static final ChainTerms TERMS = new ChainTerms(12);
  private static final World WORLD = new World(1);

  /** For tests that ask only. */
  private static final SandboxChain ASKED = new SandboxChain(WORLD, TERMS);

  private static SandboxChain another() {
    return new SandboxChain(new World(1), TERMS);
  }

  private static List<SimulatedBlock> blocks(View view, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(view.branch()::block).toList();
  }

  private static List<String> hashes(View view, long first, long last) {
    return blocks(view, first, last).stream().map(block -> block.hash().toString()).toList();
  }

  @Test
  void itsBlocksAreThoseThatTheirHeadersCommitTo() {
    View view = ASKED.at(BEGIN);
    Set<Integer> types = new TreeSet<>();
    Header before = view.branch().block(view.oldest()).header();
    for (SimulatedBlock block : blocks(view, view.oldest() + 1, view.oldest() + 500)) {
      Header header = Header.decode(block.header().encoded());
      assertThat(header.hash()).isEqualTo(block.hash());
      assertThat(header.parentHash()).isEqualTo(before.hash());
      assertThat(header.number()).isEqualTo(before.number() + 1);
      assertThat(header.timestamp()).isEqualTo(before.timestamp() + 12);
      assertThat(header.additions().baseFee()).isEqualTo(FeeRules.baseFee(before));
      assertThat(blobs(header).excessGas()).isEqualTo(FeeRules.excessBlobGas(before));
      checkContent(block);
      block.executed().forEach(each -> types.add(each.transaction().type()));
      before = header;
    }
    assertThat(types).containsExactly(0, 1, 2, 3, 4);
  }

  private static Header.Blobs blobs(Header header) {
    return Objects.requireNonNull(header.additions().blobs());
  }

  private static void checkContent(SimulatedBlock block) {
    Header header = block.header();
    List<byte[]> transactions = new ArrayList<>();
    List<byte[]> receipts = new ArrayList<>();
    byte[] bloom = new byte[Header.BLOOM_BYTES];
    long gas = 0;
    for (Executed each : block.executed()) {
      transactions.add(each.transaction().encoded());
      receipts.add(each.receipt().encoded());
      gas += each.gasUsed();
      assertThat(each.hash()).isEqualTo(each.transaction().hash());
      assertThat(Sender.of(transactions.getLast())).isEqualTo(each.from());
      assertThat(each.receipt().cumulativeGas()).isEqualTo(gas);
      Receipt read = Receipt.decode(each.receipt().encoded());
      for (int i = 0; i < bloom.length; i++) {
        bloom[i] |= read.bloom()[i];
      }
    }
    assertThat(Part.TRANSACTION.trie(header, transactions).root())
        .isEqualTo(header.transactionsRoot());
    assertThat(Part.RECEIPT.trie(header, receipts).root()).isEqualTo(header.receiptsRoot());
    assertThat(header.bloom()).isEqualTo(bloom);
    assertThat(header.gasUsed()).isEqualTo(gas).isLessThanOrEqualTo(header.gasLimit());
    assertThat(blobs(header).gasUsed())
        .isEqualTo(block.executed().stream().mapToLong(Executed::blobGas).sum());
    assertThat(Trie.ofList(block.withdrawals().stream().map(Withdrawal::encoded).toList()).root())
        .isEqualTo(header.additions().withdrawalsRoot());
  }

  @Test
  void everyAccountAndSlotOfABlockIsProvedAndSoIsAbsence() {
    View view = ASKED.at(BEGIN);
    for (long number : new long[] {view.newest(), view.newest() - 1, view.newest() - 777}) {
      SimulatedBlock block = view.branch().block(number);
      Ledger ledger = view.ledger(block);
      StateProofs proofs = new StateProofs(WORLD.roster(), WORLD.slots(), ledger);
      Hash root = block.header().stateRoot();
      StateVerifier verifier = new StateVerifier();
      for (int account = 0; account < Roster.SIZE; account++) {
        AccountClaim claim = proofs.claim(WORLD.roster().address(account), slots(account));
        assertThat(verifier.check(root, claim)).isTrue();
        assertThat(claim.account().balance()).isEqualTo(ledger.balance(account));
      }
      AccountClaim nobody =
          proofs.claim(Address.of(new byte[Address.BYTES]), List.of(Hash.of("0".repeat(64))));
      assertThat(verifier.check(root, nobody)).isFalse();
    }
  }

  /** All that a contract has, and one in which nothing is. */
  private static List<Hash> slots(int account) {
    List<Hash> slots = new ArrayList<>();
    Contract.at(WORLD.roster().address(account))
        .ifPresent(contract -> slots.addAll(WORLD.slots().of(contract)));
    slots.add(Hash.of("f".repeat(64)));
    return slots;
  }

  @Test
  void itIsAFunctionOfTheSeedAndTheTimeHoweverItIsAsked() {
    View later = ASKED.at(BEGIN + 3_000);
    SandboxChain other = another();
    for (int second = 0; second <= 3_000; second += 750) {
      View view = other.at(BEGIN + second);
      assertThat(view.newest()).isEqualTo(TERMS.newest(BEGIN + second));
      assertThat(view.head().header().encoded())
          .isEqualTo(later.branch().block(view.newest()).header().encoded());
    }
    View again = other.at(BEGIN + 3_000);
    for (long number : new long[] {again.oldest(), again.oldest() + 1_500, again.newest() - 70}) {
      assertThat(again.branch().block(number).executed())
          .extracting(Executed::hash)
          .isEqualTo(later.branch().block(number).executed().stream().map(Executed::hash).toList());
    }
    View seeded = new SandboxChain(new World(2), TERMS).at(BEGIN);
    assertThat(seeded.head().hash()).isNotEqualTo(ASKED.at(BEGIN).head().hash());
    assertThat(seeded.newest()).isEqualTo(ASKED.at(BEGIN).newest());
  }

  @Test
  void blocksAndTransactionsAreFoundByTheirHashes() {
    View view = ASKED.at(BEGIN);
    for (SimulatedBlock block : blocks(view, view.oldest() + 600, view.oldest() + 610)) {
      assertThat(view.block(block.hash())).contains(block);
      for (int i = 0; i < block.executed().size(); i++) {
        Branch.Place place = view.transaction(block.executed().get(i).hash()).orElseThrow();
        assertThat(place.block().number()).isEqualTo(block.number());
        assertThat(place.index()).isEqualTo(i);
      }
    }
    assertThat(view.block(Hash.of("ab".repeat(32)))).isEmpty();
    assertThat(view.transaction(Hash.of("ab".repeat(32)))).isEmpty();
  }

  @Test
  void noncesCountAndNothingIsMadeOrLostButByFeesAndWithdrawals() {
    View view = ASKED.at(BEGIN);
    SimulatedBlock block = view.head();
    Ledger before = view.ledger(view.branch().block(view.newest() - 1));
    Ledger after = view.ledger(block);
    BigInteger burnt = BigInteger.ZERO;
    BigInteger base = Objects.requireNonNull(block.header().additions().baseFee());
    BigInteger blobFee = FeeRules.blobFee(blobs(block.header()).excessGas());
    for (Executed each : block.executed()) {
      burnt =
          burnt
              .add(base.multiply(BigInteger.valueOf(each.gasUsed())))
              .add(blobFee.multiply(BigInteger.valueOf(each.blobGas())));
    }
    BigInteger paid =
        block.withdrawals().stream()
            .map(each -> BigInteger.valueOf(each.amountGwei()).multiply(BigInteger.TEN.pow(9)))
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(total(after)).isEqualTo(total(before).subtract(burnt).add(paid));
    for (Contract token : List.of(Contract.USDC, Contract.WETH)) {
      BigInteger all = BigInteger.ZERO;
      for (int account = 0; account < Roster.SIZE; account++) {
        all = all.add(after.tokens(token, account));
      }
      assertThat(all).isEqualTo(after.slot(token, Slots.SUPPLY));
    }
    long sent =
        block.executed().stream()
            .mapToLong(each -> each.transaction() instanceof Transaction.SetCode ? 2 : 1)
            .sum();
    assertThat(nonces(after) - nonces(before)).isEqualTo(sent);
  }

  private static BigInteger total(Ledger ledger) {
    BigInteger total = BigInteger.ZERO;
    for (int account = 0; account < Roster.SIZE; account++) {
      total = total.add(ledger.balance(account));
    }
    return total;
  }

  private static long nonces(Ledger ledger) {
    long nonces = 0;
    for (int account = 0; account < Roster.SIZE; account++) {
      nonces += ledger.nonce(account);
    }
    return nonces;
  }

  @Test
  void thePairAndThePoolAreWhereEtherIsElsewhere() {
    View view = ASKED.at(BEGIN);
    for (long back = 0; back < 200; back += 20) {
      SimulatedBlock block = view.branch().block(view.newest() - back);
      Ledger ledger = view.ledger(block);
      double usd = WORLD.etherUsd(block.header().timestamp());
      assertThat(Reserves.unpack(ledger.slot(Contract.PAIR, Slots.RESERVES)).usd())
          .isCloseTo(usd, within(usd * 0.002));
      assertThat(PoolPrice.unpack(ledger.slot(Contract.POOL, Slots.SLOT0)).usd())
          .isCloseTo(usd, within(usd * 0.0003));
    }
  }

  @Test
  void aReorgPutsOthersInThePlaceOfTheLastBlocksAlikeEverywhere() {
    SandboxChain chain = another();
    View before = chain.at(BEGIN);
    long newest = before.newest();
    View after = chain.reorg(12, BEGIN);
    assertThat(after.newest()).isEqualTo(newest);
    assertThat(hashes(after, newest - 20, newest - 12))
        .isEqualTo(hashes(before, newest - 20, newest - 12));
    assertThat(hashes(after, newest - 11, newest))
        .doesNotContainAnyElementsOf(hashes(before, newest - 11, newest));
    SimulatedBlock first = after.branch().block(newest - 11);
    assertThat(first.header().parentHash()).isEqualTo(before.branch().block(newest - 12).hash());
    checkContent(first);
    View later = chain.at(BEGIN + 1_200);
    assertThat(hashes(later, newest - 20, newest)).isEqualTo(hashes(after, newest - 20, newest));
    assertThat(later.branch().block(newest + 1).header().parentHash())
        .isEqualTo(after.head().hash());

    SandboxChain other = another();
    assertThat(other.reorg(12, BEGIN).head().hash()).isEqualTo(after.head().hash());
    assertThat(other.reorg(3, BEGIN).head().hash()).isNotEqualTo(after.head().hash());
  }

  @Test
  void whatWasReplacedIsStillFoundByHashButItsTransactionsAreNot() {
    SandboxChain chain = another();
    View before = chain.at(BEGIN);
    SimulatedBlock gone = before.head();
    View after = chain.reorg(2, BEGIN);
    assertThat(after.block(gone.hash())).contains(gone);
    assertThat(after.has(gone)).isFalse();
    assertThat(after.ledger(gone).balance(0)).isEqualTo(before.ledger(gone).balance(0));
    assertThat(after.transaction(gone.executed().getFirst().hash())).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> chain.reorg(0, BEGIN));
  }

  @Test
  void aLiarHasABranchOfItsOwnThatHolds() {
    SandboxChain chain = another();
    View real = chain.at(BEGIN);
    View lie = chain.lie(BEGIN, 8, 1, BEGIN);
    assertThat(lie.newest()).isEqualTo(real.newest());
    assertThat(lie.branch().block(real.newest() - 8).hash())
        .isEqualTo(real.branch().block(real.newest() - 8).hash());
    SimulatedBlock head = lie.head();
    assertThat(head.hash()).isNotEqualTo(real.head().hash());
    checkContent(head);
    assertThat(chain.lie(BEGIN, 8, 2, BEGIN).head().hash()).isNotEqualTo(head.hash());
    assertThat(chain.at(BEGIN).head().hash()).isEqualTo(real.head().hash());
  }

  @Test
  void itBeginsAnewWithBlocksBeforeTheFirst() {
    SandboxChain early = new SandboxChain(WORLD, new ChainTerms(60));
    View last = early.at(BEGIN - 60);
    View first = early.at(BEGIN);
    assertThat(first.newest()).isEqualTo(last.newest() + 1);
    assertThat(first.oldest()).isEqualTo(first.newest() - 3_600);
    assertThat(first.block(last.newest()).orElseThrow().hash()).isNotEqualTo(last.head().hash());
    assertThat(first.block(first.oldest() - 1)).isEmpty();
  }
}
