package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.retention.Edge;
import io.tapeline.chain.retention.Edges;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Pages of what is stored of blocks: none ends as if there were no more where more was removed. */
@ApplicationScoped
public class KeptPages {

  private final Edges edges;

  public KeptPages(Edges edges) {
    this.edges = edges;
  }

  /**
   * As {@link Page#of}; but if it is the last and others behind it were removed, it has a next one,
   * which fails with {@code no_longer_kept}; so does one without rows.
   *
   * @param goesBehind whether what is asked for goes behind the edge
   */
  public <R, T> Uni<Page<T>> of(
      String chain,
      Class<T> type,
      Paging paging,
      List<R> rows,
      Function<R, String> position,
      Function<R, T> wire,
      Predicate<Edge> goesBehind) {
    Page<T> page = Page.of(type, paging, rows, position, wire);
    return page.next() != null
        ? Uni.createFrom().item(page)
        : edges
            .of(chain)
            .map(found -> found.filter(goesBehind))
            .map(edge -> ended(chain, page, paging, rows, position, edge));
  }

  private static <R, T> Page<T> ended(
      String chain,
      Page<T> page,
      Paging paging,
      List<R> rows,
      Function<R, String> position,
      Optional<Edge> edge) {
    if (edge.isEmpty()) {
      return page;
    }
    if (rows.isEmpty()) {
      throw new ProblemException(Edges.gone(chain, edge.get()));
    }
    return page.goingOn(paging, position.apply(rows.getLast()));
  }
}
