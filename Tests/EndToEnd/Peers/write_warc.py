"""Writes WARC files of each version, compressed and not, with warcio into the folder named; prints their paths."""
import sys
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def write(path, version, compressed):
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=compressed, warc_version=version)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "warcio", "description": "新闻"}))

        def response(fields):
            return StatusAndHeaders("200 OK", [("Content-Type", "text/html")] + fields, protocol="HTTP/1.1")

        chunks = BytesIO(b"5\r\nhello\r\n0\r\n\r\n")
        writer.write_record(writer.create_warc_record(
            "http://a.example/", "response", payload=chunks, http_headers=response([("Transfer-Encoding", "chunked")])))
        request = writer.create_warc_record(
            "http://a.example/2", "request", http_headers=StatusAndHeaders("GET /2 HTTP/1.1", [("Host", "a.example")], is_http_request=True))
        writer.write_request_response_pair(
            request, writer.create_warc_record("http://a.example/2", "response", payload=BytesIO(b"hello"), http_headers=response([])))
        writer.write_record(writer.create_revisit_record(
            "http://a.example/3", digest="sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N", refers_to_uri="http://a.example/2",
            refers_to_date="2020-01-01T00:00:00Z", http_headers=response([])))
        for kind, content_type in [("metadata", "application/warc-fields"), ("resource", "text/plain"), ("conversion", "text/plain")]:
            writer.write_record(writer.create_warc_record(
                "http://a.example/4", kind, payload=BytesIO(b"via: b\r\n"), warc_content_type=content_type))


for version in ("1.0", "1.1"):
    for ending in (".warc", ".warc.gz"):
        path = f"{sys.argv[1]}/warcio-{version}{ending}"
        write(path, version, ending.endswith(".gz"))
        print(path)
