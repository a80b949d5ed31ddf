package io.tapeline.webhook.postgres;

/** The statements about deliveries. */
final class DeliverySql {

  /** Attempts that are kept of a delivery. */
  private static final int MOST_ATTEMPTS = 50;

  /** Arguments: ids, webhooks, events, kinds, bodies, how many may wait. */
  static final String RECORD =
      """
      INSERT INTO webhook_delivery (id, webhook, event, kind, body, state, trouble)
      SELECT t.id, t.webhook, t.event, t.kind, t.body,
             CASE WHEN n.waiting < $6 THEN 'pending' ELSE 'dead' END,
             CASE WHEN n.waiting < $6 THEN NULL ELSE 'overflow' END
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
             AS t (id, webhook, event, kind, body, place)
      JOIN webhook w ON w.id = t.webhook
      JOIN (SELECT o.id, (SELECT count(*) FROM (SELECT FROM webhook_delivery p
                            WHERE p.webhook = o.id AND p.state = 'pending' LIMIT $6) few) AS waiting
            FROM (SELECT DISTINCT unnest($2::uuid[]) AS id) o) n ON n.id = t.webhook
      ORDER BY t.place
      ON CONFLICT (webhook, event) DO NOTHING
      """;

  /**
   * Arguments: busy webhooks, whether failing ones count, how many, the claim, the lease in ms. A
   * claim that nobody finished is due again when its lease is over. Webhooks have turns, so that
   * one with much to send does not hold up others; and to find those that wait, the index is walked
   * from one to the next, so that nobody looks through all that waits for them.
   */
  static final String CLAIM =
      """
      WITH RECURSIVE waiting AS (
        (SELECT d.webhook FROM webhook_delivery d WHERE d.state = 'pending'
         ORDER BY d.webhook LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook FROM webhook_delivery d
                WHERE d.state = 'pending' AND d.webhook > waiting.webhook
                ORDER BY d.webhook LIMIT 1)
        FROM waiting WHERE waiting.webhook IS NOT NULL),
      chosen AS (
        SELECT w.id, w.url, w.failures,
               CASE WHEN w.failures > 0 OR w.turn_at IS NULL THEN 1 ELSE $3::int END AS most
        FROM webhook w JOIN tenant t ON t.id = w.tenant
        WHERE w.id IN (SELECT webhook FROM waiting) AND w.state <> 'gone' AND t.closed_at IS NULL
          AND w.id <> ALL ($1::uuid[]) AND ($2 OR w.failures = 0)
          AND EXISTS (SELECT FROM webhook_delivery d
                      WHERE d.webhook = w.id AND d.state = 'pending' AND d.due_at <= now())
        ORDER BY w.turn_at NULLS FIRST LIMIT 1 FOR NO KEY UPDATE OF w SKIP LOCKED),
      turn AS (
        UPDATE webhook w SET turn_at = clock_timestamp() FROM chosen c WHERE w.id = c.id),
      due AS (
        SELECT d.id FROM webhook_delivery d
        WHERE d.webhook = (SELECT c.id FROM chosen c) AND d.state = 'pending' AND d.due_at <= now()
        ORDER BY d.due_at LIMIT (SELECT c.most FROM chosen c) FOR UPDATE SKIP LOCKED)
      UPDATE webhook_delivery d
      SET claim = $4, due_at = clock_timestamp() + $5 * interval '1 millisecond'
      FROM chosen c WHERE d.id IN (SELECT id FROM due)
      RETURNING d.id, d.webhook, d.kind, d.body, d.tries, c.url, c.failures
      """;

  /**
   * Argument: webhook. Whoever changes a webhook and what is of it has the webhook first, so that
   * nobody waits for somebody who waits for them.
   */
  static final String TURN = "SELECT FROM webhook WHERE id = $1 FOR NO KEY UPDATE";

  /** Arguments: delivery, claim, state, trouble, wait in ms, the attempt. */
  static final String FINISH =
      """
      UPDATE webhook_delivery d
      SET state = $3, trouble = $4, claim = NULL, tries = tries + 1,
          due_at = clock_timestamp() + $5 * interval '1 millisecond',
          attempts = CASE WHEN jsonb_array_length(attempts) < %d THEN attempts ELSE attempts - 0 END
                     || $6::jsonb
      WHERE id = $1 AND claim = $2
      """
          .formatted(MOST_ATTEMPTS);

  /** Arguments: webhook, whether the attempt went well. */
  static final String COUNT =
      """
      UPDATE webhook SET failures = CASE WHEN $2 THEN 0 ELSE failures + 1 END
      WHERE id = $1 AND (failures > 0 OR NOT $2)
      """;

  /** Argument: webhook. */
  static final String GONE = "UPDATE webhook SET state = 'gone' WHERE id = $1";

  /** Argument: webhook. */
  static final String ALL_DEAD =
      """
      UPDATE webhook_delivery SET state = 'dead', trouble = 'gone', claim = NULL
      WHERE webhook = $1 AND state = 'pending'
      """;

  /** Arguments: webhook, state or nothing, number, limit. */
  static final String LIST =
      "SELECT "
          + DeliveryRows.COLUMNS
          + """
             FROM webhook_delivery d
            WHERE d.webhook = $1 AND ($2 = '' OR d.state = $2) AND d.number < $3
            ORDER BY d.number DESC LIMIT $4
            """;

  /** Arguments: webhook, delivery. */
  static final String FIND =
      "SELECT "
          + DeliveryRows.COLUMNS
          + " FROM webhook_delivery d WHERE d.webhook = $1 AND d.id = $2";

  /** Arguments: webhook, delivery. */
  static final String AGAIN =
      """
      UPDATE webhook_delivery d SET state = 'pending', trouble = NULL, tries = 0, due_at = clock_timestamp()
      WHERE d.webhook = $1 AND d.id = $2 AND d.state <> 'pending' RETURNING
      """
          + DeliveryRows.COLUMNS;

  /** Argument: age in ms. */
  static final String DROP =
      """
      DELETE FROM webhook_delivery
      WHERE created_at < clock_timestamp() - $1 * interval '1 millisecond'
      """;

  static final String WAITING =
      """
      SELECT count(*),
             coalesce(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000, 0)::bigint
      FROM webhook_delivery WHERE state = 'pending'
      """;

  private DeliverySql() {}
}
