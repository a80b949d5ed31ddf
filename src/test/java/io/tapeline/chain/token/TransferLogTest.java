package io.tapeline.chain.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tapeline.TestData;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransferLogTest {

  private static final String RECORDED = "onchain/ethereum-etl/";
  private static final Address TOKEN = Address.of(new byte[20]);

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.substring(2));
  }

  private static Log log(byte[] data, String... topics) {
    return new Log(TOKEN, Arrays.stream(topics).map(Hash::of).toList(), data);
  }

  private static String word(String digits) {
    return "0".repeat(64 - digits.length()) + digits;
  }

  private static final String TRANSFER = TransferLog.TOPIC.toString();
  private static final String SOMEBODY = word("ab".repeat(20));

  @Test
  void whatIsNotExactlyATransferOfTheStandardIsOddOrOther() {
    assertThat(TransferLog.read(log(bytes("0x" + word("ff")), TRANSFER, SOMEBODY, word("1"))))
        .isEqualTo(
            new TransferLog.Transfer(
                Address.of(bytes("0x" + "ab".repeat(20))),
                Address.of(bytes("0x" + "00".repeat(19) + "01")),
                BigInteger.valueOf(255)));
    // ERC-721 has the token's number as a fourth topic
    assertThat(TransferLog.read(log(new byte[0], TRANSFER, SOMEBODY, SOMEBODY, word("7"))))
        .isEqualTo(new TransferLog.Odd("it has 4 topics"));
    // CryptoKitties and others have none
    assertThat(TransferLog.read(log(new byte[96], TRANSFER))).isInstanceOf(TransferLog.Odd.class);
    assertThat(TransferLog.read(log(new byte[31], TRANSFER, SOMEBODY, SOMEBODY)))
        .isInstanceOf(TransferLog.Odd.class);
    assertThat(TransferLog.read(log(new byte[64], TRANSFER, SOMEBODY, SOMEBODY)))
        .isInstanceOf(TransferLog.Odd.class);
    assertThat(TransferLog.read(log(new byte[32], TRANSFER, "f".repeat(64), SOMEBODY)))
        .isInstanceOf(TransferLog.Odd.class);
    assertThat(TransferLog.read(log(new byte[32], SOMEBODY, SOMEBODY, SOMEBODY)))
        .isInstanceOf(TransferLog.Other.class);
    assertThat(TransferLog.read(log(new byte[32]))).isInstanceOf(TransferLog.Other.class);
  }

  private static List<NamedCsvRecord> rows(String file) throws Exception {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(TestData.path(RECORDED + file))) {
      return csv.stream().toList();
    }
  }

  private static String read(Log log, String more) {
    return TransferLog.read(log)
            instanceof TransferLog.Transfer(Address from, Address to, BigInteger units)
        ? Stream.of(log.address(), from, to, units).map(Object::toString).toList() + more
        : "";
  }

  private static String expected(NamedCsvRecord row) {
    return Stream.of("token_address", "from_address", "to_address", "value")
            .map(row::getField)
            .toList()
        + row.getField("log_index");
  }

  @Test
  void logsOfMainnetAreReadAsAnIndependentProgramReadThem() throws Exception {
    List<String> found = new ArrayList<>();
    for (NamedCsvRecord row : rows("test_extract_token_transfers_job/logs/logs.csv")) {
      Log log =
          new Log(
              Address.of(bytes(row.getField("address"))),
              Arrays.stream(row.getField("topics").split(",")).map(Hash::of).toList(),
              bytes(row.getField("data")));
      found.add(read(log, row.getField("log_index")));
    }
    assertThat(found.stream().filter(each -> !each.isEmpty()))
        .containsExactlyElementsOf(
            rows("test_extract_token_transfers_job/logs/expected_token_transfers.csv").stream()
                .map(TransferLogTest::expected)
                .toList());
  }

  @Test
  void aBlockOfMainnetHasTheTransfersThatItHad() throws Exception {
    String folder = "test_export_token_transfers_job/block_with_transfers/";
    Path answer = TestData.path(RECORDED + folder + "web3_response.eth_getFilterLogs_0x0.json");
    List<String> found = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(answer.toFile()).path("result")) {
      List<Hash> topics = new ArrayList<>();
      each.path("topics").forEach(topic -> topics.add(Hash.of(topic.asText())));
      Log log =
          new Log(
              Address.of(bytes(each.path("address").asText())),
              topics,
              bytes(each.path("data").asText()));
      found.add(read(log, "" + Integer.decode(each.path("logIndex").asText())));
    }
    assertThat(found)
        .isNotEmpty()
        .containsExactlyElementsOf(
            rows(folder + "expected_token_transfers.csv").stream()
                .map(TransferLogTest::expected)
                .toList());
  }

  @Test
  void aMinimumIsInWholeTokensAndWhatIsFinerThanUnitsCountsAsOneMore() {
    Token token = new Token("usdc", TOKEN, 6, new BigDecimal("1.0000005"));
    assertThat(token.keeps(BigInteger.valueOf(1_000_001))).isTrue();
    assertThat(token.keeps(BigInteger.valueOf(1_000_000))).isFalse();
    assertThat(token.amount(BigInteger.valueOf(1_500_000))).isEqualTo("1.5");
    Token unknown = new Token("odd", TOKEN, null, BigDecimal.TEN);
    assertThat(unknown.keeps(BigInteger.ZERO)).isTrue();
    assertThat(unknown.amount(BigInteger.TEN)).isNull();
  }
}
