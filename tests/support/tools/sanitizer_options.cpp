// What the sanitizers are told where the environment does not say otherwise. A test that asks for too much
// memory is to be told so, as without a sanitizer.
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }
extern "C" const char* __tsan_default_options() {
  return "allocator_may_return_null=1:suppressions=" REDUB_SOURCE_DIR "/tests/tsan.supp";
}
