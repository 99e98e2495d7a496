// Compiled into TensorFlow.js's addon. Linux hands out fresh memory page by page, at the first touch of each: 4 kB a page
// are 54,000 interruptions for the images of MNIST, which take longer than reading and converting them. NumPy asks for
// pages of 2 MB (madvise(2), MADV_HUGEPAGE); Node cannot. So the addon exports `adviseHugePages(arrayBuffer)`: its call of
// napi_define_properties comes here (the compiler is told so, see addon.mjs), and one function more is defined.
#undef napi_define_properties
#include <node_api.h>
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

#include <cstdint>

namespace {

// Whether the kernel took the advice. What it does not help keeps its small pages.
napi_value advise(napi_env env, napi_callback_info info) {
  bool taken = false;
#ifdef MADV_HUGEPAGE
  napi_value buffer;
  size_t count = 1, length = 0;
  void *data = nullptr;
  if (napi_get_cb_info(env, info, &count, &buffer, nullptr, nullptr) == napi_ok && count == 1 &&
      napi_get_arraybuffer_info(env, buffer, &data, &length) == napi_ok) {
    const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    // Whole pages of this array only.
    const uintptr_t start = (reinterpret_cast<uintptr_t>(data) + page - 1) & ~(page - 1);
    const uintptr_t end = (reinterpret_cast<uintptr_t>(data) + length) & ~(page - 1);
    taken = end > start && madvise(reinterpret_cast<void *>(start), end - start, MADV_HUGEPAGE) == 0;
  }
#endif
  napi_value result;
  return napi_get_boolean(env, taken, &result) == napi_ok ? result : nullptr;
}

}  // namespace

extern "C" napi_status gradlab_define_properties(napi_env env, napi_value object, size_t count,
                                                 const napi_property_descriptor *properties) {
  const napi_status status = napi_define_properties(env, object, count, properties);
  // Constants come one by one, functions all together.
  if (status != napi_ok || count == 1) return status;
  const napi_property_descriptor own = {"adviseHugePages", nullptr, advise, nullptr, nullptr, nullptr, napi_default,
                                        nullptr};
  return napi_define_properties(env, object, 1, &own);
}
