from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "wagtail_project.news"
    label = "news"
