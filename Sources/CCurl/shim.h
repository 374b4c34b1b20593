// Gives Swift libcurl: plain functions in place of the variadic ones that Swift cannot call.
#pragma once
#include <curl/curl.h>

// The parentheses keep curl's type-checking macros away: the option is not a constant here.
static inline CURLcode curl_easy_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}
static inline CURLcode curl_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}
static inline CURLcode curl_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}
static inline CURLcode curl_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return (curl_easy_setopt)(easy, option, value);
}
static inline CURLcode curl_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

// Callbacks, each with the one type that curl calls it by.
typedef size_t (*curl_bytes_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*curl_debug_bytes_callback)(CURL *easy, curl_infotype kind, char *bytes, size_t count, void *context);
typedef curl_socket_t (*curl_open_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*curl_close_callback)(void *context, curl_socket_t descriptor);
typedef int (*curl_ready_callback)(void *context, char *remote_ip, char *local_ip, int remote_port, int local_port);

static inline CURLcode curl_easy_set_write_callback(CURL *easy, curl_bytes_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_WRITEFUNCTION, callback);
}
static inline CURLcode curl_easy_set_header_callback(CURL *easy, curl_bytes_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_HEADERFUNCTION, callback);
}
static inline CURLcode curl_easy_set_debug_callback(CURL *easy, curl_debug_bytes_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_DEBUGFUNCTION, callback);
}
static inline CURLcode curl_easy_set_open_callback(CURL *easy, curl_open_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}
static inline CURLcode curl_easy_set_close_callback(CURL *easy, curl_close_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_CLOSESOCKETFUNCTION, callback);
}
static inline CURLcode curl_easy_set_ready_callback(CURL *easy, curl_ready_callback callback) {
    return (curl_easy_setopt)(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode curl_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(easy, info, value);
}
static inline CURLcode curl_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(easy, info, value);
}
// The string belongs to the handle and lasts until its next transfer.
static inline CURLcode curl_easy_get_string(CURL *easy, CURLINFO info, const char **value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLSHcode curl_share_set_data(CURLSH *share, curl_lock_data data) {
    return (curl_share_setopt)(share, CURLSHOPT_SHARE, data);
}

static inline CURLMcode curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}
