"""The site as a WSGI application, for `porchlight/server` or a server of the host's own choice."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
application = get_wsgi_application()
