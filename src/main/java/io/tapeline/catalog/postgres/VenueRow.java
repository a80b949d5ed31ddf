package io.tapeline.catalog.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A venue as it is kept. */
@Entity
@Table(name = "venue")
class VenueRow {

  @Id String id = "";

  String name = "";
}
