package org.ecall.engine.select;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ecall.engine.TestBackend;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/** A backend under any name, with any properties, that notes whether it was started. */
final class CandidateBackend implements AeadBackend {

  static final String VERSION = "1.2.3";
  static final String KERNEL = "kernel_a";

  private static final AeadBackend CIPHER = new TestBackend();

  private final String name;
  private final boolean present;
  private final String kernel;
  private final Set<BackendProperty> inherent;
  private final Set<BackendProperty> properties;
  private final AtomicBoolean started = new AtomicBoolean();

  private CandidateBackend(
      String name,
      boolean present,
      String kernel,
      Set<BackendProperty> inherent,
      Set<BackendProperty> properties) {
    this.name = name;
    this.present = present;
    this.kernel = kernel;
    this.inherent = inherent;
    this.properties = properties;
  }

  static CandidateBackend of(String name, BackendProperty... properties) {
    return new CandidateBackend(name, true, KERNEL, Set.of(), Set.of(properties));
  }

  static CandidateBackend absent(String name) {
    return new CandidateBackend(name, false, KERNEL, Set.of(), Set.of());
  }

  CandidateBackend withKernel(String value) {
    return new CandidateBackend(name, present, value, inherent, properties);
  }

  CandidateBackend inherently(BackendProperty... values) {
    return new CandidateBackend(name, present, kernel, Set.of(values), properties);
  }

  static BackendCatalog catalog(List<? extends AeadBackend> backends) {
    List<AeadBackend> copy = List.copyOf(backends);
    return new BackendCatalog(List.of(() -> copy));
  }

  boolean isPresent() {
    return present;
  }

  boolean started() {
    return started.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Availability availability() {
    started.set(true);
    return present ? new Availability.Present(VERSION) : new Availability.Absent("not here");
  }

  @Override
  public Set<BackendProperty> properties() {
    return present ? properties : Set.of();
  }

  @Override
  public Set<BackendProperty> inherentProperties() {
    return inherent;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("kernel", kernel);
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return CIPHER.expandKey(key);
  }
}
