package io.tapeline.chain.bitcoin.record;

import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One survey of each chain, so that nobody is asked twice for the same block. */
@ApplicationScoped
public class Surveys {

  private final Map<String, FiguresSurvey> all = new ConcurrentHashMap<>();

  public FiguresSurvey of(BitcoinChain chain) {
    return all.computeIfAbsent(chain.name(), _ -> new FiguresSurvey(chain));
  }
}
