package io.tapeline.chain.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Keccak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof as a document, {@code proof.json}; docs/concepts/verified-reads.md has its fields. What
 * says more than can be checked is refused, since nothing of that would be proved.
 */
public final class ProofJson {

  /** What a document may have; the largest transaction and receipt fit. */
  public static final int MAX_BYTES = 16 << 20;

  public static final String FORMAT = "tapeline.proof/1";

  private static final int MAX_DEPTH = 8;

  private static final ObjectMapper MAPPER =
      BoundedJson.reader(MAX_DEPTH, MAX_BYTES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ProofJson() {}

  /** Something that is no JSON, or too much of it. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
      super(why);
    }
  }

  /**
   * What it claims; nothing of it is proved yet.
   *
   * @throws UnreadableException if it is no JSON
   * @throws RefusedException if it is no proof, or contradicts itself
   */
  public static ReadProof read(byte[] document) throws UnreadableException {
    return read(fields(document));
  }

  /** Of a document of any format. */
  static Fields fields(byte[] document) throws UnreadableException {
    if (document.length > MAX_BYTES) {
      throw new UnreadableException("has more than %d bytes".formatted(MAX_BYTES));
    }
    return new Fields(parse(document));
  }

  private static JsonNode parse(byte[] document) throws UnreadableException {
    try {
      return MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      throw new UnreadableException(
          "is no JSON"
              + (where == null
                  ? ""
                  : ", at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReadProof read(Fields fields) {
    if (!fields.text("format").equals(FORMAT)) {
      throw new RefusedException("format is not " + FORMAT);
    }
    fields.allowOnly("format", "chain", "block", "account", "transaction", "receipt");
    Fields block = fields.object("block");
    List<Inclusion> inclusions = new ArrayList<>();
    for (Part part : Part.values()) {
      if (fields.has(part.toString())) {
        inclusions.add(inclusion(part, fields.object(part.toString())));
      }
    }
    ReadProof proof =
        new ReadProof(
            fields.text("chain"),
            block.hash("hash"),
            block.bytes("header"),
            fields.has("account") ? account(fields.object("account")) : null,
            inclusions);
    checkBlock(block, proof);
    return proof;
  }

  private static AccountClaim account(Fields fields) {
    try {
      return AccountJson.read(fields);
    } catch (RefusedException e) {
      throw e.in("account");
    }
  }

  /** Number and state root stand beside the header for readers. */
  private static void checkBlock(Fields block, ReadProof proof) {
    try {
      requireSame(block, Header.decode(proof.header()));
    } catch (RefusedException e) {
      throw e.in("block");
    }
  }

  private static void requireSame(Fields block, Header header) {
    block.allowOnly("number", "hash", "state_root", "header");
    if (!block.count("number").equals(BigInteger.valueOf(header.number()))) {
      throw new RefusedException("the header is that of number " + header.number());
    }
    if (!block.hash("state_root").equals(header.stateRoot())) {
      throw new RefusedException(
          "the header has the state root %s, not %s"
              .formatted(header.stateRoot(), block.hash("state_root")));
    }
  }

  private static Inclusion inclusion(Part part, Fields fields) {
    try {
      return readInclusion(part, fields);
    } catch (RefusedException e) {
      throw e.in(part.toString());
    }
  }

  private static Inclusion readInclusion(Part part, Fields fields) {
    byte[] encoded = fields.bytes("encoded");
    if (part == Part.TRANSACTION) {
      fields.allowOnly("index", "hash", "encoded", "nodes");
      Hash hash = Keccak.of(encoded);
      if (!hash.equals(fields.hash("hash"))) {
        throw new RefusedException("what is encoded has the hash " + hash);
      }
    } else {
      fields.allowOnly("index", "encoded", "nodes");
    }
    return new Inclusion(part, index(fields), encoded, fields.byteStrings("nodes"));
  }

  private static int index(Fields fields) {
    BigInteger index = fields.count("index");
    if (index.bitLength() >= Integer.SIZE) {
      throw new RefusedException("index is beyond any block");
    }
    return index.intValue();
  }

  /** Lines for people. */
  public static byte[] write(ReadProof proof) {
    return bytes(ProofWriter.document(object(), proof));
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode document) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
