package io.tapeline.http.openapi;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** The whole API. Nothing in it blocks: resources run on the event loop. */
@ApplicationPath("/")
@NonBlocking
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tapeline",
            version = "1.0.0",
            description =
                """
                Consolidated crypto market data: prices with what they were made of, candles, \
                trades, and the reference data behind them.

                **Times** are RFC 3339, UTC, with milliseconds; inputs also take Unix \
                milliseconds. Ranges include `from` and exclude `to`.

                **Ids and words** are taken in any case, and given in lower case.

                **Decimals** are strings, exact, never in scientific notation. A figure that can't \
                be known yet is `null`.

                **Lists** come in pages: `limit`, `cursor`, a `next` cursor in the body and a \
                `Link` header. `Accept` chooses JSON, NDJSON or CSV.

                **Errors** are `application/problem+json` with a stable `code`; a wrong input is \
                answered with every wrong part at once.

                **Caching**: every answer has a strong `ETag`; send it back as `If-None-Match` \
                and get `304` while nothing changed. `fields=a,b.c` keeps only those fields of what is \
                read.

                **Keys and limits**: `security` and `x-tapeline-policy` of each operation say what the \
                *guarded* policy asks, which is for a service that strangers can reach. A service that \
                says nothing of it runs under the *open* policy: reading and jobs need no key there, and \
                limits are out of reach; keys and administration need one all the same. A policy file \
                of its own may ask otherwise. `/v1/account` tells what is in force for you.""",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    servers = @Server(url = "/", description = "The service that gives this document."))
public class Api extends Application {}
