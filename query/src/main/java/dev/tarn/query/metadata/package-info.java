/**
 * Athena's view of catalogs: the data catalogs an account has registered, and databases and tables
 * as JDBC drivers and consoles list them. {@code AwsDataCatalog} is the Glue Data Catalog and
 * always there; other catalogs are kept, but what they hold cannot be read here and is refused.
 */
@NullMarked
package dev.tarn.query.metadata;

import org.jspecify.annotations.NullMarked;
