package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may see what: read from the descriptor that is shipped. */
class ModuleExportsTest {

  private static ModuleDescriptor module;

  @BeforeAll
  static void readDescriptor() throws IOException {
    String classes =
        MediaEngine.class.getProtectionDomain().getCodeSource().getLocation().toString();
    URI descriptor = URI.create(classes + "module-info.class");
    try (InputStream in = descriptor.toURL().openStream()) {
      module = ModuleDescriptor.read(in);
    }
  }

  @Test
  @DisplayName("R8-1: counters and nonces that a caller picks are exported to no embedder")
  void internalPackagesAreNotExportedToEmbedders() {
    Set<String> toAll = new TreeSet<>();
    Set<String> toSome = new TreeSet<>();
    for (ModuleDescriptor.Exports exports : module.exports()) {
      (exports.isQualified() ? toSome : toAll).add(exports.source());
    }
    assertThat(toAll)
        .containsExactly(
            "org.ecall.engine",
            "org.ecall.engine.event",
            "org.ecall.engine.header",
            "org.ecall.engine.key",
            "org.ecall.engine.select",
            "org.ecall.engine.spi");
    assertThat(toSome).containsExactly("org.ecall.engine.hazmat");
    assertThat(module.opens()).isEmpty();
  }

  @Test
  void needsNothingButTheJdkAtRunTime() {
    assertThat(module.requires())
        .filteredOn(
            requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }
}
